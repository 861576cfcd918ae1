package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of processes, as the kernel writes them. */
class ProcessStatusTest {

    private static final String STATUS = """
            Name:\tpy\\nUid:\t0
            State:\tS (sleeping)
            Uid:\t1001\t1002\t1003\t1004
            Gid:\t2001\t2002\t2003\t2004
            FDSize:\t64
            Groups:\t27 2005\s
            NStgid:\t12
            Threads:\t3
            """;

    @Test
    void everyIdInAnyOfTheFieldsCounts() {
        ProcessStatus status = ProcessStatus.parse(STATUS).orElseThrow();
        assertEquals(Set.of(1001L, 1002L, 1003L, 1004L), status.uids());
        assertEquals(Set.of(2001L, 2002L, 2003L, 2004L, 27L, 2005L), status.gids());
        assertEquals(3, status.threads());
        assertEquals("py\\nUid:\t0", status.command(), "a name forges no line");
    }

    @Test
    void noSupplementaryGroupsAreNone() {
        String alone = STATUS.replace("Groups:\t27 2005 ", "Groups:\t ");
        assertEquals(
                Set.of(2001L, 2002L, 2003L, 2004L),
                ProcessStatus.parse(alone).orElseThrow().gids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Uid:", "Gid:", "Threads:", "Name:"})
    void whatLacksALineIsNoStatus(String key) {
        assertEquals(Optional.empty(), ProcessStatus.parse(STATUS.replace(key, "Else:")));
        assertEquals(Optional.empty(), ProcessStatus.parse(""));
    }

    @Test
    void theUnitIsReadOffTheControlGroup() {
        assertEquals("cron.service", unit("0::/system.slice/cron.service\n"));
        assertEquals("session-3.scope", unit("12:pids:/x\n1:name=systemd:/user.slice/session-3.scope\n0::/\n"));
        String nested = "0::/user.slice/user-7.slice/user@7.service/app.slice/vim.service\n";
        assertEquals("user@7.service", unit(nested), "what a user's own systemd runs is part of that");
        assertEquals("", unit("0::/\n"));
        assertEquals("", unit(""));
    }

    private static String unit(String cgroup) {
        String path = ProcessStatus.controlGroup(cgroup);
        return new RunningProcess(1, 1, Instant.EPOCH, "vim", path, Set.of(), Set.of())
                .unit()
                .orElse("");
    }

    @Test
    void aLookThatProvedNothingProvesNoAbsence() {
        assertTrue(new ProcessesSight(List.of(), Optional.empty()).isProvenNone());
        assertTrue(!ProcessesSight.unproven("hidden").isProvenNone());
    }
}
