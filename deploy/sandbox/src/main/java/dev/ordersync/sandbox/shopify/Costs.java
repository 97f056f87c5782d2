package dev.ordersync.sandbox.shopify;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Points, by the published rule: an object 1, a scalar none, a list 2 and its items, a mutation 10. */
final class Costs {
    private static final int MUTATION = 10;
    private static final int LIST = 2;

    private final Map<String, FragmentDefinition> fragments;

    private Costs(Document document) {
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
    }

    /** What is charged before anything is looked at: lists count as full. */
    static int requested(Document document) {
        var costs = new Costs(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToInt(operation -> costs.of(operation.getSelectionSet(), true)
                        + (operation.getOperation() == OperationDefinition.Operation.MUTATION ? MUTATION : 0))
                .sum();
    }

    /** What is charged in the end: what came back. */
    static int actual(@Nullable Object answered) {
        return switch (answered) {
            case Map<?, ?> object ->
                1 + object.values().stream().mapToInt(Costs::actual).sum();
            case Iterable<?> list -> {
                int sum = 0;
                for (Object item : list) {
                    sum += actual(item);
                }
                yield sum;
            }
            case null, default -> 0;
        };
    }

    private int of(SelectionSet selections, boolean countsPages) {
        int sum = 0;
        for (Selection<?> selection : selections.getSelections()) {
            sum += switch (selection) {
                case Field field -> !countsPages && field.getName().equals("pageInfo") ? 0 : of(field);
                case InlineFragment fragment -> of(fragment.getSelectionSet(), countsPages);
                case FragmentSpread spread -> {
                    var fragment = fragments.get(spread.getName());
                    yield fragment == null ? 0 : of(fragment.getSelectionSet(), countsPages);
                }
                default -> 0;
            };
        }
        return sum;
    }

    private int of(Field field) {
        @Nullable SelectionSet within = field.getSelectionSet();
        if (within == null) {
            return 0;
        }
        int first = first(field);
        return first == 0 ? 1 + of(within, true) : LIST + first * of(within, false);
    }

    private static int first(Field field) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals("first"))
                .mapToInt(argument -> argument.getValue() instanceof IntValue number
                        ? number.getValue().intValue()
                        : 1)
                .findFirst()
                .orElse(0);
    }
}
