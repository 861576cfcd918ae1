package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.model.Suggestions;
import org.junit.jupiter.api.Test;

class StyleTest {

    @Test
    void coloursWhereSomebodyLooksAndWantsThem() {
        assertSame(Style.COLOURED, style(true, Map.of()));
        assertSame(Style.PLAIN, style(false, Map.of()));
        assertSame(Style.PLAIN, style(true, Map.of("NO_COLOR", "1")));
        assertSame(Style.COLOURED, style(true, Map.of("NO_COLOR", "")));
        assertSame(Style.PLAIN, style(true, Map.of("TERM", "dumb")));
        assertSame(Style.COLOURED, style(false, Map.of("SYSTEMD_COLORS", "256", "NO_COLOR", "1")));
        assertSame(Style.PLAIN, style(true, Map.of("SYSTEMD_COLORS", "0")));
        assertSame(Style.PLAIN, style(true, Map.of("SYSTEMD_COLORS", "False")));
    }

    @Test
    void columns() {
        assertEquals(
                List.of("a   bbb  c", "aa  b"),
                Columns.aligned(List.of(List.of("a", "bbb", "c"), List.of("aa", "b", ""))));
        assertEquals(
                List.of("aaaaaa  b", "aa  b"), Columns.aligned(List.of(List.of("aaaaaa", "b"), List.of("aa", "b")), 3));
        assertEquals(List.of(), Columns.aligned(List.of()));
    }

    @Test
    void nearestWord() {
        List<String> known = List.of("plan", "apply", "show", "bob");
        assertEquals(Optional.of("plan"), Suggestions.near("plna", known));
        assertEquals(Optional.of("apply"), Suggestions.near("aply", known));
        assertEquals(Optional.of("bob"), Suggestions.near("bub", known));
        assertEquals(Optional.empty(), Suggestions.near("zzz", known));
        assertEquals(Optional.empty(), Suggestions.near("x".repeat(100_000), known));
    }

    @Test
    void typedLinesCanBeTypedAgain() {
        assertEquals("hubwarden show 'a b' '' '$x' a@b.c", Typed.line(List.of("show", "a b", "", "$x", "a@b.c")));
    }

    private static Style style(boolean terminal, Map<String, String> variables) {
        return Style.of(new Caller(variables, true, terminal));
    }
}
