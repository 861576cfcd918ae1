package org.hubwarden.desired;

import java.util.Comparator;
import org.yaml.snakeyaml.error.Mark;

/**
 * A place in the state file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column from 1, in code points; 0 with line 0
 */
record Position(int line, int column) implements Comparable<Position> {

    /** For what has no place, such as a key that is missing. */
    static final Position WHOLE_FILE = new Position(0, 0);

    private static final Comparator<Position> FILE_ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public int compareTo(Position other) {
        return FILE_ORDER.compare(this, other);
    }
}
