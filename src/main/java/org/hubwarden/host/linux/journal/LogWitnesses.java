package org.hubwarden.host.linux.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.Waits;
import org.hubwarden.host.Witnesses;
import org.hubwarden.plan.Fact;

/** The journal, where shadow's tools, sudo, Puppet and Ansible write names, and the log of the audit daemon if there is one. */
public final class LogWitnesses implements Witnesses {

    private static final int SHOWN = 3;
    private static final Path AUDIT_LOG = Path.of("/var/log/audit/audit.log");

    private final JournalSearch journal;
    private final AuditTrail audit;

    /** {@code waits}: where it is told that the journal is waited for. */
    public LogWitnesses(Waits waits) {
        this.journal = new JournalSearch(waits);
        this.audit = new AuditTrail(AUDIT_LOG);
    }

    @Override
    public List<String> about(Fact fact, Instant since) {
        List<String> lines = new ArrayList<>(journal.linesWith(needle(fact), since));
        lines.addAll(audit.writersOf(files(fact), since));
        return mostFrequent(lines);
    }

    /** The word that whoever changed it would have had to write. */
    private static String needle(Fact fact) {
        return fact.member().isEmpty() ? fact.subject() : fact.member();
    }

    private static List<String> files(Fact fact) {
        return switch (fact.kind()) {
            case MEMBERSHIP, GROUP, GROUP_LINE -> List.of("/etc/group", "/etc/gshadow");
            case ACCOUNT, ACCOUNT_LINE, LOCK -> List.of("/etc/passwd", "/etc/shadow");
            default -> List.of(fact.subject());
        };
    }

    static List<String> mostFrequent(List<String> lines) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue()))
                .limit(SHOWN)
                .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + " times)")
                .toList();
    }
}
