package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected answers are those of fgetpwent(3) and fgetgrent(3) of glibc 2.36, asked with the same lines. */
class FieldsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "00,0",
                "+0,0",
                "-0,0",
                "4294967295,4294967295",
                " 5,5",
                "'\t7',7",
                "000000000000000000005,5",
                "-18446744073709551615,1"
            })
    void numbersThatGlibcReads(String text, long value) {
        assertEquals(Optional.of(value), Fields.id(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                "4294967296",
                "-1",
                "-5",
                "5 ",
                "0x10",
                "+ 5",
                "--5",
                "1e3",
                "18446744073709551616",
                "-18446744073709551616",
                "99999999999999999999999",
                "\u0661"
            })
    void numbersThatGlibcRefuses(String text) {
        assertEquals(Optional.empty(), Fields.id(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a:x:5:5", "a:x:5:5:g", " a:x:5:5:::", "a:x:5:5::/h:/s\r", "a:x:5:5:g:/h:/s:more", ":x:5:5:::"})
    void linesThatAreAccounts(String line) {
        assertEquals(Optional.of(5L), PasswdEntry.parse(line).map(PasswdEntry::uid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "#a:x:5:5:::",
                " #a:x:5:5:::",
                "+a:x:5:5:::",
                "-a",
                "a:x:5",
                "a",
                "a:x::7:::",
                "a:x:5:"
            })
    void linesThatAreNot(String line) {
        assertEquals(Optional.empty(), PasswdEntry.parse(line));
    }

    @Test
    void membersAreReadAsGlibcReadsThem() {
        assertEquals(
                List.of("a", "b ", "a", "c\r"),
                GroupEntry.parse("g:x:7: a,,b ,\ta,,c\r").orElseThrow().members());
        assertEquals(Optional.of(List.of()), GroupEntry.parse("g:x:7").map(GroupEntry::members));
    }

    @Test
    void hashesAreNotPrinted() {
        assertEquals(
                "ShadowEntry[a]",
                ShadowEntry.parse("a:$6$secret:1::::::").orElseThrow().toString());
        assertEquals(
                "GshadowEntry[a]",
                GshadowEntry.parse("a:$6$secret::").orElseThrow().toString());
    }
}
