package dev.ordersync.matching;

import java.util.List;
import java.util.stream.Collectors;

/** A ruleset that may not judge: it does not say what it must, or contradicts itself. */
public final class RulesetInvalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param path where in the ruleset, such as {@code fields[0].levels[2].m} */
    public record Fault(String path, String message) {}

    private final List<Fault> faults;

    RulesetInvalid(List<Fault> faults) {
        super("The ruleset is not valid: "
                + faults.stream()
                        .map(fault -> fault.path() + " " + fault.message())
                        .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
