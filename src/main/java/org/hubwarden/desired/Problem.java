package org.hubwarden.desired;

/**
 * One thing wrong with a state file.
 *
 * @param line from 1; 0 when the problem is with the file as a whole
 * @param column from 1, in characters; 0 with line 0
 * @param sentence what is wrong, and what to write instead; without control characters
 */
public record Problem(String file, int line, int column, String sentence) {

    /** As compilers print it: {@code file:line:column: sentence}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + sentence : file + ":" + line + ":" + column + ": " + sentence;
    }
}
