package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when a command cannot be run, or does not come to its end. One line each, and never a stack trace unasked. */
final class Mistakes {

    /** Other programs have them as commands. */
    private static final Set<String> WORDS = Set.of("help", "version");

    private final Session session;

    Mistakes(Session session) {
        this.session = session;
    }

    /** The command line makes no sense. */
    int usage(ParameterException mistake) {
        CommandSpec spec = mistake.getCommandLine().getCommandSpec();
        session.note(what(mistake, spec) + "; '" + spec.qualifiedName() + " --help' shows what there is");
        return ExitCode.FAILED;
    }

    /** The machine refused, or we have a bug. */
    int failure(Throwable failure) {
        if (failure instanceof HostFailure refused) {
            session.note(Escaped.text(refused.sentence()));
        } else {
            session.note(bug(failure));
        }
        if (session.caller().variable("HUBWARDEN_DEBUG").equals("1")) {
            failure.printStackTrace(session.err());
        }
        return ExitCode.FAILED;
    }

    private String bug(Throwable failure) {
        return failure.getClass().getName() + ": " + Escaped.text(String.valueOf(failure.getMessage()))
                + "; this is a bug, please report it with what HUBWARDEN_DEBUG=1 " + session.typed() + " prints";
    }

    private static String what(ParameterException mistake, CommandSpec spec) {
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), spec);
        }
        if (mistake instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(Mistakes::label).collect(Collectors.joining(" and "))
                    + " is missing";
        }
        return Escaped.text(String.valueOf(mistake.getMessage()));
    }

    private static String label(ArgSpec missing) {
        return (missing instanceof OptionSpec option ? "the value of " + option.longestName() + ", " : "")
                + missing.paramLabel();
    }

    private static String unknown(String word, CommandSpec spec) {
        boolean option = word.startsWith("-");
        List<String> known =
                option ? optionsOf(spec) : new ArrayList<>(spec.subcommands().keySet());
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        Optional<String> near =
                WORDS.contains(word) ? Optional.of("--" + word) : Suggestions.near(word.split("=", 2)[0], known);
        return "unknown " + kind + " " + Escaped.text(word)
                + near.map(n -> ", did you mean " + n + "?").orElse("");
    }

    private static List<String> optionsOf(CommandSpec spec) {
        return spec.options().stream().flatMap(o -> List.of(o.names()).stream()).toList();
    }

    /** What was to be printed is lost, at least in part: a disk is full, and a file that somebody goes on with is cut off. */
    int unwritten() {
        session.note("the answer could not be written whole, so do not use what is there; is the disk full?");
        return ExitCode.FAILED;
    }

    /** For commands that end with a missing subcommand: the help, as an answer to a mistake. */
    int noCommand(CommandLine commands) {
        commands.usage(session.err());
        return ExitCode.FAILED;
    }
}
