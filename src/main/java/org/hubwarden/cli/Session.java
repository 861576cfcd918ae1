package org.hubwarden.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.StateInForce;

/** One run of one command: what was typed, by whom, and where the answer goes. */
final class Session {

    private final List<String> args;
    private final MachineOpener opener;
    private final Caller caller;
    private final PrintStream out;
    private final PrintStream err;

    Session(List<String> args, MachineOpener opener, Caller caller, PrintStream out, PrintStream err) {
        this.args = List.copyOf(args);
        this.opener = opener;
        this.caller = caller;
        this.out = out;
        this.err = err;
    }

    Caller caller() {
        return caller;
    }

    /** The command line, to be typed again. */
    String typed() {
        return Typed.line(args);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    Style style() {
        return Style.of(caller);
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    void print(String text) {
        print(List.of(text));
    }

    /** Whether there is somebody who can be asked. */
    boolean canAsk() {
        return caller.seesTerminal() && Caller.inputIsTerminal();
    }

    /** What is typed as the answer to a question; empty when nothing is. */
    Optional<String> ask(String question) throws HostFailure {
        out.print(question);
        out.flush();
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            throw new HostFailure("the answer cannot be read: " + e.getMessage(), e);
        }
    }

    /** A word beside the answer, on standard error. */
    void note(String text) {
        err.println("hubwarden: " + text);
    }

    /**
     * The machine that the command is about.
     *
     * @param why what needs root, in words that go after the command: "reads /etc/shadow"
     */
    Machine machine(GlobalOptions options, String command, String why) throws HostFailure {
        if (lacksRoot(options)) {
            throw needsRoot(command, why);
        }
        return anyMachine(options);
    }

    /** The same, also where we are not root and most of it cannot be read. */
    Machine anyMachine(GlobalOptions options) throws HostFailure {
        Optional<String> root = options.root();
        return opener.open(root.isPresent() ? Optional.of(directory(root.get())) : Optional.empty());
    }

    /** Looks at everything, and says so where that takes long. */
    Assessment assess(Machine machine) throws HostFailure {
        try (Progress looking = progress("looking at the machine")) {
            return machine.assess();
        }
    }

    /** Makes one pass, and says so where that takes long. */
    PassResult apply(Machine machine, Consumer<Outcome> told) throws HostFailure {
        try (Progress working = progress("at work")) {
            return machine.apply(outcome -> working.step(() -> told.accept(outcome)));
        }
    }

    /** Something that may take long. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws HostFailure;
    }

    /** Does it, and says so where that takes long. */
    <T> T busy(String doing, Work<T> work) throws HostFailure {
        try (Progress watched = progress(doing)) {
            return work.done();
        }
    }

    private Progress progress(String doing) {
        boolean wanted = caller.waitsAtTerminal() && !caller.variable("TERM").equals("dumb");
        return Progress.of(err, wanted, doing, Progress.PATIENCE, Progress.RHYTHM);
    }

    /** What has to be typed after a command that is to be about the same machine. */
    String treeOption(GlobalOptions options) {
        return options.root().map(top -> " --root " + Typed.quoted(top)).orElse("");
    }

    boolean lacksRoot(GlobalOptions options) {
        return options.root().isEmpty() && !caller.isRoot();
    }

    /** Says what to type instead. */
    HostFailure needsRoot(String command, String why) {
        return new HostFailure("hubwarden " + command + " " + why + " and needs root: sudo " + typed());
    }

    /** Says once that owners do not count, where they do not. */
    void noteOwnership(Assessment assessment) {
        boolean counts = assessment
                .observed()
                .map(observed -> observed.ownershipCounts())
                .orElse(true);
        if (!counts) {
            note("not root, so who owns what under --root is neither compared nor set");
        }
    }

    /** Says what keeps an answer about people from being the whole truth. */
    void noteTrouble(Assessment assessment, String file) {
        assessment.obstacles().forEach(why -> note("nothing can be changed: " + Escaped.text(why)));
        if (!assessment.state().isCurrent()) {
            StateInForce state = assessment.state();
            note(
                    state.absent() && state.state().isEmpty()
                            ? "there is no state file yet; hubwarden check says how to begin"
                            : file + " as it is now changes nobody; hubwarden check says why");
        }
    }

    private static Path directory(String typed) throws HostFailure {
        String shown = Escaped.text(typed);
        if (typed.isEmpty()) {
            throw new HostFailure("--root is empty; name the top of a directory tree");
        }
        try {
            Path path = Path.of(typed).toRealPath();
            if (!Files.isDirectory(path)) {
                throw new HostFailure("--root " + shown + " is no directory; name the top of a directory tree");
            }
            if (path.getParent() == null) {
                throw new HostFailure("--root " + shown + " is this machine itself; leave --root out");
            }
            return path;
        } catch (IOException | IllegalArgumentException e) {
            throw new HostFailure("--root " + shown + " is no directory that can be opened; make it first", e);
        }
    }
}
