package org.hubwarden.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand, and the options that all subcommands share. */
@Command(
        name = "hubwarden",
        header = {
            "Keeps the accounts, groups, homes and sudo rights of a JupyterHub server as",
            "/etc/hubwarden/state.yaml says.",
            ""
        },
        descriptionHeading = "%n",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, or the machine is as the state file says",
            " 1:something failed or was refused: state file, plan or command line",
            " 2:changes are pending or held, or there are findings",
            " 3:status: the account is not in use; the daemon does not run",
            " 4:status USER: no such user",
            "78:daemon: there is no state, neither a state file nor an earlier one"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden check                 is the state file good?",
            "  hubwarden plan                  what would be done?",
            "  hubwarden apply                 do it",
            "  hubwarden plan --root ./tree    the same for a directory tree; needs no root"
        })
final class GlobalOptions {

    @Option(
            names = "--root",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Work on the directory tree DIR and not on this machine;"
                    + " the state file is DIR/etc/hubwarden/state.yaml.")
    private @Nullable String root;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON object for programs.")
    private boolean json;

    @Option(
            names = "--no-pager",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Does nothing: there is no pager.")
    @SuppressWarnings("UnusedVariable") // there is nothing to switch off
    private boolean noPager;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    Optional<String> root() {
        return Optional.ofNullable(root);
    }

    boolean json() {
        return json;
    }
}
