package dev.ordersync.scenario.simulation;

/** Where a deliberate bug sits that is no SQL: between the production code and the world around it. */
enum Seam {
    NONE,
    FAILED_LOOKUP_IS_NONE,
    FIRST_ROW_UNCHECKED,
    VOID_BELIEVED,
    ONLY_THE_LAST_REFERENCE,
    KEY_CHANGES_ON_RETRY,
    NO_MONOTONIC_CHECK,
    HALF_COUNTS_AS_WHOLE,
    CANCELLED_COUNTS_AS_OPEN,
    LOG_ACKS_WHAT_IT_LOST,
    INTAKE_ACKS_WHAT_IT_LOST,
    CLOCK_ALWAYS_TRUSTED,
    LIKELY_COPY_IS_TAKEN_FOR_OURS,
    TIMEOUT_IS_NOT_SENT
}
