package org.hubwarden.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private static final Finding CONFLICT = new Finding(Finding.Kind.CONFLICT, "eve", "the account is not ours");
    private static final Finding NOTICE = new Finding(Finding.Kind.NOTICE, "sudo", "visudo is missing");

    private final List<String> entries = new ArrayList<>();
    private final Journal journal = entry -> entries.add(entry.priority() + " " + entry.message());
    private final AuditLog log = new AuditLog(journal);

    @Test
    void aFindingIsWrittenOnceWhileItLastsAndAgainWhenItComesBack() {
        log.findings(List.of(CONFLICT));
        log.findings(List.of(CONFLICT, NOTICE));
        log.findings(List.of(NOTICE));
        log.findings(List.of(CONFLICT, NOTICE));
        String conflict = "WARNING conflict (eve): the account is not ours";
        assertEquals(List.of(conflict, "WARNING notice (sudo): visudo is missing", conflict), entries);
    }

    @Test
    void aClockThatIsNotTrustedAndAFightHaveIdsOfTheirOwn() {
        List<String> ids = new ArrayList<>();
        AuditLog byId = new AuditLog(entry -> ids.add(entry.messageId()));
        Finding distrust = new Finding(Finding.Kind.DISTRUST, "clock", "nothing synchronises it");
        Finding fight = new Finding(Finding.Kind.FIGHT, "ken", "somebody puts him back");
        byId.findings(List.of(distrust, fight, NOTICE, CONFLICT));
        assertEquals(
                List.of(
                        Event.CLOCK_DISTRUSTED.messageId(),
                        Event.FIGHT.messageId(),
                        Event.FINDING.messageId(),
                        Event.FINDING.messageId()),
                ids);
    }

    @Test
    void aRefusedFileIsWrittenOncePerContent() {
        log.stateFile(List.of("state.yaml:3:5: bad"));
        log.stateFile(List.of("state.yaml:3:5: bad"));
        log.stateFile(List.of("state.yaml:3:5: bad", "state.yaml:4:1: worse"));
        log.stateFile(List.of());
        log.stateFile(List.of("state.yaml:3:5: bad"));
        String first = "ERROR the state file is refused and changes nobody: state.yaml:3:5: bad";
        assertEquals(List.of(first, first + " (and 1 more; hubwarden check lists them)", first), entries);
    }

    @Test
    void aHeldPlanAndAFailureAreWrittenOnce() {
        Hold hold = new Hold(new Stakes("ab", new TreeSet<>(Set.of("remove a"))), List.of("lock 4 of 5"), List.of());
        log.planHeld(Optional.of(hold));
        log.planHeld(Optional.of(hold));
        log.failures(List.of("locked by pid 7"));
        log.failures(List.of("locked by pid 7"));
        assertEquals(List.of("ERROR the plan is held: " + hold.sentence(), "ERROR locked by pid 7"), entries);
    }

    @Test
    void whatLastsWhileNobodyListensIsWrittenWhenSomebodyDoes() {
        AtomicBoolean isDeaf = new AtomicBoolean(true);
        AuditLog patient = new AuditLog(entry -> {
            if (isDeaf.get()) {
                throw new HostFailure("nobody listens");
            }
            journal.write(entry);
        });
        for (int pass = 0; pass < 3; pass++) {
            isDeaf.set(pass == 0);
            patient.findings(List.of(CONFLICT));
            patient.stateFile(List.of("state.yaml:3:5: bad"));
            patient.failures(List.of("locked by pid 7"));
        }
        assertEquals(
                List.of(
                        "WARNING conflict (eve): the account is not ours",
                        "ERROR the state file is refused and changes nobody: state.yaml:3:5: bad",
                        "ERROR locked by pid 7"),
                entries);
    }
}
