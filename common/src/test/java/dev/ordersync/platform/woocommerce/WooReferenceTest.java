package dev.ordersync.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class WooReferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{'meta_data':[{'key':'_ordersync_key','value':'os-01-g1'}],'transaction_id':'os-02-g1'} | os-01-g1",
                "{'meta_data':[{'key':'x','value':'os-01-g1'}],'transaction_id':'os-02-g1'}             | os-02-g1",
                "{'meta_data':[],'transaction_id':'','created_via':'os-03-g2'}                          | os-03-g2",
                "{'meta_data':[],'transaction_id':'ch_3Nx','created_via':'os-03-g2'}                    | os-03-g2",
                "{'meta_data':[],'transaction_id':'ch_3Nx','created_via':'checkout'}                    | none",
                "{'transaction_id':'','created_via':'rest-api'}                                         | none",
                "{'created_via':'admin'}                                                                | none",
                "[]                                                                                     | none"
            })
    void givenAnOrder_whenItsReferenceIsRead_thenWhatOtherProgramsWriteIsNone(String row, @Nullable String reference) {
        assertThat(WooReference.of(JsonMapper.shared().readTree(row.replace('\'', '"'))))
                .isEqualTo(Optional.ofNullable(reference));
    }
}
