package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.reconcile.Assessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Errors that teach. */
class MistakesTest {

    private static final Caller SOMEBODY = new Caller(Map.of(), false, false);
    private static final Machine PLANNED = PretendMachine.that(Pretend.look(Pretend.plan()));

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "list", "show", "whois", "retire", "daemon"})
    void withoutRootTheLineToTypeIsSaid(String command) {
        String[] args = command.equals("show") || command.equals("whois")
                ? new String[] {command, "it's"}
                : new String[] {command};
        Ran ran = Ran.as(SOMEBODY, root -> PLANNED, args);
        assertEquals(1, ran.code());
        String tail = args.length == 1 ? "" : " 'it'\\''s'";
        assertTrue(ran.err().endsWith(" and needs root: sudo hubwarden " + command + tail + "\n"), ran.err());
        assertTrue(ran.err().startsWith("hubwarden: hubwarden " + command + " "), ran.err());
    }

    @Test
    void aTreeNeedsNoRoot(@TempDir Path tree) throws Exception {
        List<Optional<Path>> opened = new ArrayList<>();
        MachineOpener opener = root -> {
            opened.add(root);
            return PLANNED;
        };
        Ran ran = Ran.as(SOMEBODY, opener, "plan", "--root", tree.toString());
        assertEquals(2, ran.code(), ran.err());
        assertEquals(List.of(Optional.of(tree.toRealPath())), opened);
    }

    @Test
    void ownersThatDoNotCountAreNotedOnce(@TempDir Path tree) {
        Assessment look = new Assessment(
                Pretend.goodFile(),
                Pretend.LEDGER,
                Optional.empty(),
                Optional.of(Pretend.observed(false)),
                Optional.of(Pretend.nothing()),
                List.of());
        Ran ran = Ran.as(SOMEBODY, root -> PretendMachine.that(look), "plan", "--root=" + tree);
        assertEquals("hubwarden: not root, so who owns what under --root is neither compared nor set\n", ran.err());
    }

    @Test
    void whatIsNotHeldIsNotApproved() {
        Machine quiet = PretendMachine.that(Pretend.look(Pretend.nothing()));
        for (String[] typed : new String[][] {{"approve"}, {"approve", "--clock", "0123456789ab"}}) {
            Ran neither = Ran.on(quiet, typed);
            assertEquals(1, neither.code());
            assertTrue(neither.err().contains("one of the two is needed"), neither.err());
        }
        ClockSight adrift = new ClockSight(
                Instant.parse("2027-03-01T00:00:00Z"),
                ZoneOffset.UTC,
                Optional.of("nothing synchronises it"),
                Duration.ZERO,
                true);
        Ran believed = Ran.on(PretendMachine.that(Pretend.lookWithEnds(adrift)), "approve", "--clock");
        assertEquals(0, believed.code());
        assertTrue(
                believed.err().contains("by this clock it is over for bob: nothing synchronises it"), believed.err());
        Ran nothing = Ran.on(quiet, "approve", "0123456789ab");
        assertEquals(1, nothing.code());
        assertTrue(nothing.err().contains("nothing is held, so there is nothing to approve"), nothing.err());
        Machine held = PretendMachine.that(Pretend.look(Pretend.heldPlan()));
        String digest = Pretend.hold().stakes().digest();
        for (String wrong : List.of("0123456789ab", digest.substring(0, 11), digest + "0", "", "DIGEST")) {
            Ran ran = Ran.on(held, "approve", wrong);
            assertEquals(1, ran.code(), wrong);
            assertTrue(ran.err().contains("does not name what is held now"), ran.err());
            assertTrue(ran.err().contains("type hubwarden approve " + digest.substring(0, 12)), ran.err());
        }
        assertEquals(0, Ran.on(held, "approve", digest.substring(0, 12)).code());
    }

    @Test
    void aRootThatIsNone(@TempDir Path dir) throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        Map<String, String> said = Map.of(
                dir.resolve("nothing").toString(),
                "is no directory that can be opened; make it first",
                file.toString(),
                "is no directory; name the top of a directory tree",
                "/",
                "is this machine itself; leave --root out",
                "",
                "--root is empty",
                "a\u0000b",
                "is no directory that can be opened; make it first");
        said.forEach((root, sentence) -> {
            Ran ran = Ran.on(PLANNED, "plan", "--root", root);
            assertEquals(1, ran.code());
            assertTrue(ran.err().contains(sentence), root + ": " + ran.err());
        });
    }

    @Test
    void usageMistakesSayWhatWasProbablyMeant() {
        assertMistake("unknown command plna, did you mean plan?; 'hubwarden --help' shows what there is", "plna");
        assertMistake("unknown option --jsno, did you mean --json?; 'hubwarden plan --help'", "plan", "--jsno");
        assertMistake("unknown option --root-dir=x; 'hubwarden plan --help'", "plan", "--root-dir=x");
        assertMistake("unknown argument extra; 'hubwarden plan --help'", "plan", "extra");
        assertMistake("unknown argument b", "show", "a", "b");
        assertMistake("hubwarden: USER is missing; 'hubwarden show --help'", "show");
        assertMistake("hubwarden: the value of --root, DIR is missing; 'hubwarden plan", "plan", "--root");
        assertMistake("unknown command help, did you mean --help?", "help");
        assertMistake("unknown command version, did you mean --version?", "version");
        assertMistake("unknown argument @/etc/passwd", "plan", "@/etc/passwd");
        assertMistake("unknown argument a\\x0ab", "plan", "a\nb");
    }

    private static void assertMistake(String sentence, String... args) {
        Ran ran = Ran.on(PLANNED, args);
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains(sentence), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void aFailureIsOneLine() {
        Ran ran = Ran.as(
                new Caller(Map.of(), true, false),
                root -> {
                    throw new HostFailure("/etc/shadow cannot be read");
                },
                "plan");
        assertEquals(new Ran(1, "", "hubwarden: /etc/shadow cannot be read\n"), ran);
    }

    @Test
    void aBugIsOneLineUnlessAskedFor() {
        MachineOpener broken = root -> {
            throw new IllegalStateException("two\nlines");
        };
        Ran ran = Ran.as(new Caller(Map.of(), true, false), broken, "plan", "--json");
        assertEquals(
                new Ran(
                        1,
                        "",
                        "hubwarden: java.lang.IllegalStateException: two\\x0alines; this is a bug, please report it with"
                                + " what HUBWARDEN_DEBUG=1 hubwarden plan --json prints\n"),
                ran);
        Caller asking = new Caller(Map.of("HUBWARDEN_DEBUG", "1"), true, false);
        assertTrue(Ran.as(asking, broken, "plan").err().contains("\tat org.hubwarden"));
    }

    @Test
    void runningOutOfStackIsABugToo() {
        MachineOpener broken = root -> {
            throw new StackOverflowError();
        };
        Ran ran = Ran.as(new Caller(Map.of(), true, false), broken, "plan");
        assertEquals(1, ran.code());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    static Stream<String> commands() {
        return Cli.described().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithExamplesThatFitsATerminal(String command) {
        Ran ran = Ran.as(SOMEBODY, root -> PLANNED, command, "--help");
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("Usage: hubwarden " + command), ran.out());
        assertTrue(ran.out().contains("Examples:\n  "), ran.out());
        assertEquals(List.of(), ran.out().lines().filter(l -> l.length() > 80).toList());
        assertTrue(Ran.as(SOMEBODY, root -> PLANNED, "--help").out().contains("  " + command + " "), command);
    }

    @Test
    void versionAndNoCommand() {
        assertEquals(new Ran(0, "hubwarden unpackaged\n", ""), Ran.on(PLANNED, "--version"));
        Ran nothing = Ran.on(PLANNED);
        assertEquals(1, nothing.code());
        assertTrue(nothing.err().contains("Commands:"), nothing.err());
        assertMistake("subcommand; 'hubwarden --help'", "--json");
    }
}
