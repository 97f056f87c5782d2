package dev.ordersync.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    @Test
    void I8_G9_givenTheSameOrderAfterARestoreOrInASecondInstallation_thenItsKeyIsTheSame() {
        assertThat(IdempotencyKey.of("convictional", "CV-100482", 1))
                .isEqualTo(IdempotencyKey.of("convictional", "CV-100482", 1))
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void givenAnotherSourceIdOrGeneration_thenAnotherKey() {
        assertThat(IdempotencyKey.of("a", "1", 1))
                .isNotEqualTo(IdempotencyKey.of("b", "1", 1))
                .isNotEqualTo(IdempotencyKey.of("a", "2", 1))
                .isNotEqualTo(IdempotencyKey.of("a", "1", 2));
    }
}
