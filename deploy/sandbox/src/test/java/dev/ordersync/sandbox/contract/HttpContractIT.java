package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.http.HttpPlatform;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpContractIT extends SandboxContractIT {
    @Override
    Platform adapter() {
        return new HttpPlatform(CLIENT);
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("bearerToken", "sandbox-token");
    }

    @Test
    void givenAKeyThatCameBefore_whenCreatedAgain_thenItIsTheFirstCopy() {
        var order = order();

        assertThat(created(order)).isEqualTo(created(order));
        assertThat(sandbox.copies()).isEqualTo(1);
    }

    @Test
    void A5_givenTheShopsOwnLimitOfRate_whenCreated_thenThrottled() {
        sandbox.meets("throttle");

        assertThat(create(order()).code()).isEqualTo("throttled");
    }

    @Test
    void E8_givenADeleteThatIsRefused_thenItSaysSo() {
        var id = created(order());
        sandbox.meets("delete-refused");

        assertThat(platform.delete(shop, id, () -> true)).isInstanceOf(Voided.Refused.class);
        assertThat(statusOf(id).isLive()).isTrue();
    }
}
