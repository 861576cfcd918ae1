package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessFilesTest {

    private static final String STATUS =
            "Name:\tsleep\nUid:\t1005\t1005\t1005\t1005\nGroups:\t1001 1005 \nNoNewPrivs:\t1\n";
    private static final String ROOT = "1275 1274 0:44 / /tmp rw shared:456 - tmpfs tmpfs rw\n";
    private static final String OWN =
            "1498 1275 0:44 /systemd-private-02f8-jupyter@bob.service-MEioHD/tmp /tmp rw - tmpfs tmpfs rw\n";

    private static ServerProcess process(String status, String mounts) {
        return ProcessFiles.process(status, Optional.of(mounts)).orElseThrow();
    }

    @Test
    void theKernelSaysWhoItIsAndWhatItMay() {
        assertEquals(
                new ServerProcess(1005, Set.of(1001L, 1005L), true, Optional.of(true)), process(STATUS, ROOT + OWN));
        assertFalse(process(STATUS.replace("Privs:\t1", "Privs:\t0"), OWN).noNewPrivileges());
        assertEquals(Set.of(), process(STATUS.replace("1001 1005 ", ""), OWN).groups());
    }

    @Test
    void theLastMountOnTmpIsTheOneThatIsSeen() {
        assertEquals(Optional.of(false), process(STATUS, ROOT).ownTmp());
        assertEquals(Optional.of(false), process(STATUS, OWN + ROOT).ownTmp());
        assertEquals(Optional.of(false), process(STATUS, "").ownTmp());
    }

    @Test
    void whatCouldNotBeReadIsNotGuessed() {
        assertEquals(Optional.empty(), ProcessFiles.process("", Optional.of(OWN)));
        assertEquals(
                Optional.empty(),
                ProcessFiles.process(STATUS, Optional.empty()).orElseThrow().ownTmp());
    }

    @Test
    void aProcessOfAnotherUnitIsNotTakenForThisOne() {
        String cgroup = "9:name=systemd:/\n0::/jupyterhub.slice/jupyterhub-users.slice/jupyter@bob.service\n";
        assertTrue(ProcessFiles.isIn(cgroup, "jupyter@bob.service"));
        assertFalse(ProcessFiles.isIn(cgroup, "jupyter@bo.service"));
        assertFalse(ProcessFiles.isIn("0::/system.slice/sshd.service\n", "jupyter@bob.service"));
        assertTrue(ProcessFiles.isIn("0::/a.slice/jupyter@a\\x2bb.service/sub\n", "jupyter@a\\x2bb.service"));
    }

    @Test
    void whenItBeganStandsAfterAnyNameItMayHave() {
        String numbers = " S 1 7 7 0 -1 4194560 120 0 0 0 0 0 0 0 20 0 1 0 98765 8192 1 18446744073709551615";
        assertEquals(OptionalLong.of(98765), ProcessFiles.begun("7 (sh)" + numbers));
        assertEquals(OptionalLong.of(98765), ProcessFiles.begun("7 (a) b 1 (c))" + numbers));
        assertEquals(OptionalLong.empty(), ProcessFiles.begun(""));
    }
}
