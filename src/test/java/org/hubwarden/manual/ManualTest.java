package org.hubwarden.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hubwarden.cli.Cli;
import org.hubwarden.desired.Key;
import org.hubwarden.desired.KeySet;
import org.hubwarden.desired.Kind;
import org.hubwarden.desired.StateKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Nothing that the program knows is missing from what is written about it. */
class ManualTest {

    private static final Path EXAMPLE = Path.of("packaging/debian/doc/examples/state.yaml");

    private static String made(String name) throws IOException {
        return new Manual(Path.of("src/main/manual"), EXAMPLE, "1.2.3", "2026-01-02").filled(name);
    }

    @Test
    void everyCommandAndOptionIsInItsPage() throws IOException {
        String page = made("hubwarden.1");
        for (CommandLine command : Cli.described().getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            assertEquals(
                    spec.usageMessage().hidden(), !page.contains("\n.SS " + Roff.escaped(spec.name())), spec.name());
            for (String header : spec.usageMessage().header()) {
                assertEquals(spec.usageMessage().hidden(), !page.contains(Roff.escaped(header)), header);
            }
        }
        described()
                .flatMap(spec -> spec.options().stream())
                .forEach(option -> assertTrue(page.contains(Roff.escaped(option.longestName())), option.toString()));
        described().flatMap(CommandParts::options).forEach(option -> {
            String text = Roff.escaped(String.join(" ", option.description()));
            assertTrue(page.contains(text), text);
        });
        assertTrue(page.contains("\n.TP\n\\fB78\\fR\n"), page);
    }

    @Test
    void everyKeyIsInItsPage() throws IOException {
        String page = made("hubwarden-state.5");
        keys(StateKeys.document()).forEach(key -> {
            assertTrue(page.contains("\n.TP\n" + Roff.bold(key.name()) + "\n"), key.name());
            assertTrue(page.contains(Roff.escaped(key.meaning())), key.meaning());
            key.standard().ifPresent(s -> assertTrue(page.contains("Default: " + Roff.escaped(s) + "."), s));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hubwarden.1", "hubwarden-state.5", "hubwarden.service.8", "hubwarden.bash"})
    void noPlaceIsLeftOpen(String name) throws IOException {
        String text = made(name);
        assertFalse(text.matches("(?s).*@[a-z]+@.*"), text);
        assertTrue(name.endsWith(".bash") || text.contains(" 2026-01-02 \"hubwarden 1.2.3\" "), text);
    }

    @Test
    void everyCommandAndOptionIsInTheCompletion() throws IOException {
        String completion = made("hubwarden.bash");
        described().filter(spec -> !spec.usageMessage().hidden()).forEach(spec -> {
            String line = completion
                    .lines()
                    .filter(l -> l.strip().startsWith((spec.parent() == null ? "''" : spec.name()) + ") options='"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(spec.name()));
            CommandParts.options(spec).forEach(o -> assertTrue(line.contains(o.longestName()), line));
        });
    }

    @Test
    void whatRoffWouldTakeForItsOwnIsEscaped() {
        assertEquals("\\&.a \\e \\-\\- \\(aq \\(ti", Roff.escaped(".a \\ -- ' ~"));
    }

    private static Stream<CommandSpec> described() {
        CommandLine program = Cli.described();
        return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec);
    }

    private static Stream<Key<?>> keys(KeySet set) {
        return set.keys().stream().flatMap(key -> Stream.concat(Stream.of(key), below(key.kind())));
    }

    private static Stream<Key<?>> below(Kind kind) {
        if (kind instanceof Kind.Section section) {
            return keys(section.keys());
        }
        return kind instanceof Kind.Named named ? keys(named.settings()) : Stream.of();
    }
}
