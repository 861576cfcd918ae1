package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.LogEntry;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden log [USER] [--since WHEN]}. */
@Command(
        name = "log",
        header = "Show what hubwarden changed, and why.",
        description = {
            "%nReads the journal: one line for each change and each trouble, with the time, the pass and the sentence."
                    + " Only entries that root wrote are shown, whatever others write into the journal. With USER, those"
                    + " that concern one user, also one who left.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden log",
            "  hubwarden log alice",
            "  hubwarden log jupyter-alice --since yesterday",
            "  hubwarden log --since \"2026-01-31 08:00\" --json | jq -r '.entries[].message'"
        })
final class LogCommand implements Callable<Integer> {

    private static final String MOMENT =
            "--since takes a moment, for example \"2026-01-31 08:00\", yesterday or \"2 hours ago\"";

    private final Session session;
    private final GlobalOptions options;

    @Parameters(
            paramLabel = "USER",
            arity = "0..1",
            description = "A user as the hub names them, or the name of an account.")
    private @Nullable String user;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "No older entries. WHEN is what journalctl takes: a date, \"2 hours ago\", yesterday.")
    private @Nullable String since;

    LogCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        JournalReader journal = session.anyMachine(options).journal();
        JournalReader.Query query = new JournalReader.Query(LogEntry.messageIds(), Optional.ofNullable(user), moment());
        try {
            show(journal, query);
        } catch (HostFailure fault) {
            throw fault.sentence().contains("Failed to parse timestamp") ? new HostFailure(MOMENT, fault) : fault;
        }
        if (journal.storage() == JournalReader.Storage.VOLATILE) {
            session.note("the journal is kept in memory, and what was before the last boot is gone; to keep it:"
                    + " sudo mkdir -p /var/log/journal && sudo journalctl --flush");
        }
        return ExitCode.DONE;
    }

    private void show(JournalReader journal, JournalReader.Query query) throws HostFailure {
        if (options.json()) {
            List<LogEntry> entries = new ArrayList<>();
            journal.read(query, entry -> LogEntry.of(entry).ifPresent(entries::add));
            session.print(LogJson.of(entries));
        } else {
            print(journal, query);
        }
    }

    /** journalctl gets it as part of an option, so that it can never be one. */
    private Optional<String> moment() throws HostFailure {
        if (since != null
                && (since.isBlank()
                        || since.startsWith("-")
                        || !Escaped.text(since).equals(since))) {
            throw new HostFailure(MOMENT);
        }
        return Optional.ofNullable(since);
    }

    private void print(JournalReader journal, JournalReader.Query query) throws HostFailure {
        AtomicLong shown = new AtomicLong();
        Consumer<LogEntry> line = entry -> {
            session.out().println(LogText.line(entry));
            shown.incrementAndGet();
        };
        journal.read(query, entry -> LogEntry.of(entry).ifPresent(line));
        session.out().flush();
        if (shown.get() == 0) {
            session.note("the journal has nothing of this"
                    + query.user().map(name -> " about " + Escaped.text(name)).orElse(""));
        }
    }
}
