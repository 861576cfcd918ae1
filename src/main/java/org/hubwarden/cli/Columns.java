package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, aligned. */
final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** One line for each row; two spaces between columns, the last one not padded. All rows have as many cells as the first. */
    static List<String> aligned(List<List<String>> rows) {
        return aligned(rows, Integer.MAX_VALUE);
    }

    /** The same, but a cell wider than the widest column allowed stands out of its column and does not widen it. */
    static List<String> aligned(List<List<String>> rows, int widest) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int length = row.get(i).length();
                widths[i] = length > widest ? widths[i] : Math.max(widths[i], length);
            }
        }
        List<String> lines = new ArrayList<>(rows.size());
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell)
                    .append(" ".repeat(Math.max(0, widths[i] - cell.length())))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
