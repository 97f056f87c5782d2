package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The pairs of rows and columns whose values sum up to the most, each row and column used at most once (the Hungarian
 * method, by shortest augmenting paths).
 *
 * @param columns the column of each row, or -1 where a row is better left alone
 */
record BestAssignment(List<Integer> columns, double sum) {
    /** @param values never negative; 0 stands for a pair that may not be */
    static BestAssignment of(double[][] values) {
        int rows = values.length;
        // A column of its own per row stands for "nothing", so that no row is forced into a pair.
        int columns = values[0].length + rows;
        var rowPotential = new double[rows + 1];
        var columnPotential = new double[columns + 1];
        var rowOf = new int[columns + 1];
        var before = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowOf[0] = row;
            int column = 0;
            var shortest = new double[columns + 1];
            Arrays.fill(shortest, Double.POSITIVE_INFINITY);
            var used = new boolean[columns + 1];
            do {
                used[column] = true;
                int from = rowOf[column];
                int next = 0;
                double step = Double.POSITIVE_INFINITY;
                for (int to = 1; to <= columns; to++) {
                    if (used[to]) {
                        continue;
                    }
                    double cost = -value(values, from - 1, to - 1) - rowPotential[from] - columnPotential[to];
                    if (cost < shortest[to]) {
                        shortest[to] = cost;
                        before[to] = column;
                    }
                    if (shortest[to] < step) {
                        step = shortest[to];
                        next = to;
                    }
                }
                for (int to = 0; to <= columns; to++) {
                    if (used[to]) {
                        rowPotential[rowOf[to]] += step;
                        columnPotential[to] -= step;
                    } else {
                        shortest[to] -= step;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            do {
                int previous = before[column];
                rowOf[column] = rowOf[previous];
                column = previous;
            } while (column != 0);
        }
        return read(values, rowOf);
    }

    private static double value(double[][] values, int row, int column) {
        return column < values[row].length ? values[row][column] : 0;
    }

    private static BestAssignment read(double[][] values, int[] rowOf) {
        var chosen = new ArrayList<>(Collections.nCopies(values.length, -1));
        double sum = 0;
        for (int column = 1; column <= values[0].length; column++) {
            int row = rowOf[column] - 1;
            if (row >= 0 && values[row][column - 1] > 0) {
                chosen.set(row, column - 1);
                sum += values[row][column - 1];
            }
        }
        return new BestAssignment(List.copyOf(chosen), sum);
    }
}
