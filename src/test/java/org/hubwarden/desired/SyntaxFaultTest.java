package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What YAML itself refuses, from the third line of the file on. */
class SyntaxFaultTest {

    private static final String NO_REFERENCES =
            "tags, anchors and aliases (!, & and *) are not allowed; take it out, or put quotes around the text";
    private static final String COLON =
            "a colon does not fit here; write one \"key: value\" on a line, with a space after the colon, and look whether the line above lacks one";
    private static final String UNCLOSED = "put commas between the entries, and close it with ";
    private static final String DIRECTIVE = "lines that start with % have no use here; take the line out";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "admins: [@a] => 3:10: nothing can start with \"@\"; take it out, names start with a-z or 0-9",
                "admins: [%u] => 3:10: nothing can start with \"%\"; take it out, names start with a-z or 0-9",
                "admins: [,] => 3:10: a value is missing before this; write it, or take the comma or colon out",
                "admins: [a => 3:9: the list that opens here has no end; " + UNCLOSED + "]",
                "admins: {a: {} => 3:9: the map that opens here has no end; " + UNCLOSED + "}",
                "admins: [a} => 3:9: the list that opens here has no end; " + UNCLOSED + "]",
                "admins: [\"a] => 3:10: the quote that opens here is never closed; close it, or take it out",
                "admins: ['a] => 3:10: the quote that opens here is never closed; close it, or take it out",
                "admins: [\"a\\q\"] => 3:13: a backslash with a meaning YAML does not know; use single quotes",
                "admins: [\"\\xzz\"] => 3:13: a backslash with a meaning YAML does not know; use single quotes",
                "admins: * => 3:9: " + NO_REFERENCES,
                "admins: & x => 3:9: " + NO_REFERENCES,
                "admins: !x!y z => 3:9: " + NO_REFERENCES,
                "admins: !<x => 3:9: " + NO_REFERENCES,
                "admins: a: b => 3:10: " + COLON,
                " admins: [] => 3:2: the line does not line up with those above; indent the entries of one list or map alike",
                "admins: - a => 3:9: the entry cannot start here; put it on a line of its own, indented like its neighbours",
                "admins: >0 => 3:10: a text block (| or >) has no use here; write the text on one line",
                "admins => 3:1: a key without a colon; write \"key:\", or \"- name\" in a list",
                "admins:\\n  - a\\n - b => 5:2: the line does not line up with those above; indent the entries of one list or map alike",
                "---\\nx: y => 3:1: a second document starts here; keep one document in the file",
                "...\\n%YAML 1.1\\n---\\nx => 4:1: a second document starts here; keep one document in the file",
                "...\\n%YAML x => 4:7: " + DIRECTIVE,
                "admins:\\t\\t[a] => 3:8: a tab stands here; use spaces",
            })
    void isSaidForPeople(String text, String problem) {
        assertEquals(
                List.of(problem),
                Readings.problems(
                        "version: 1\nusers: []\n" + text.replace("\\n", "\n").replace("\\t", "\t") + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "%YAML 1.1\\n---\\n; 1:1",
                "%YAML 2.0\\n---\\n; 1:1",
                "%TAG ! tag:x\\n---\\n; 1:1",
            })
    void aDirectiveIsRefused(String start, String place) {
        assertEquals(
                List.of(place + ": " + DIRECTIVE),
                Readings.problems(start.replace("\\n", "\n") + "version: 1\nusers: []\n"));
    }
}
