package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Stakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileApprovalsTest {

    private static final Approval ONE =
            new Approval(new Stakes("ab", new TreeSet<>(List.of("remove a"))), Instant.parse("2026-11-21T10:00:00Z"));
    private static final Approval OTHER = new Approval(new Stakes("cd", new TreeSet<>()), ONE.at());

    @TempDir
    Path tree;

    private FileApprovals approvals() {
        return new FileApprovals(new Root(tree.toAbsolutePath()));
    }

    private Path file(Approval approval) {
        return tree.resolve("var/lib/hubwarden/approved/" + approval.stakes().digest());
    }

    @Test
    void areThereUntilTheyAreRemoved() throws Exception {
        assertEquals(List.of(), approvals().read());
        approvals().write(ONE);
        approvals().write(OTHER);
        approvals().write(ONE);
        assertEquals(
                new TreeSet<>(List.of(ONE.toString(), OTHER.toString())),
                new TreeSet<>(
                        approvals().read().stream().map(Approval::toString).toList()));
        approvals().remove(ONE);
        approvals().remove(ONE);
        assertEquals(List.of(OTHER), approvals().read());
    }

    @Test
    void areForRootAlone() throws Exception {
        approvals().write(ONE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(ONE))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(parent(file(ONE)))));
    }

    private static Path parent(Path file) {
        return java.util.Optional.ofNullable(file.getParent()).orElseThrow();
    }

    @Test
    void whatIsNotWrittenByUsIsNoApproval() throws Exception {
        approvals().write(ONE);
        Files.copy(file(ONE), file(OTHER));
        Files.copy(file(ONE), parent(file(ONE)).resolve("." + ONE.stakes().digest()));
        Files.writeString(parent(file(ONE)).resolve("0".repeat(64)), "{}");
        Files.createDirectory(parent(file(ONE)).resolve("1".repeat(64)));
        assertEquals(List.of(ONE), approvals().read());
    }
}
