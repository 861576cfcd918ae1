package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.posix.SysvIpc;
import org.hubwarden.observed.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decides who is killed, and what else is theirs. */
class EvictorPartsTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 99, 65_534, 4_294_967_294L, 4_294_967_295L})
    void nobodyIsKilledWhoIsNoUser(long uid) {
        assertThrows(IllegalArgumentException.class, () -> OtherSelf.as(uid, 59_999));
        assertThrows(IllegalArgumentException.class, () -> OtherSelf.as(1000, uid));
    }

    @Test
    void theSpareIdIsNotTheirs() {
        assertThrows(IllegalArgumentException.class, () -> OtherSelf.as(1000, 1000));
    }

    @Test
    void sharedMemoryIsTheirsByOwnerOrByMaker() {
        String list = """
                       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid
                         0          3   600       4096    10    11      0  1001  1001  1001  1001
                         0          4   600       4096    10    11      0  1002  1002  1001  1001
                         0          5   600       1001    10    11      0  1002  1002  1002  1002
                """;
        assertEquals(List.of(3, 4), SysvIpc.parse(list, 1001));
        assertEquals(List.of(), SysvIpc.parse(list, 10));
        assertEquals(List.of(), SysvIpc.parse("", 1001));
    }

    @Test
    void subordinateIdsAreTheirsByNameOrByNumber() {
        Evictor.Person person = Evictor.Person.of("1001:jupyter-a:/home/x:y");
        assertEquals("/home/x:y", person.home());
        String file = "jupyter-a:100000:65536\njupyter-ab:1:1\n1001:300000:5\nbroken\njupyter-a:x:1\n";
        assertEquals(
                List.of(new SubordinateIds.Range(100_000, 65_536), new SubordinateIds.Range(300_000, 5)),
                SubordinateIds.parse(file, person));
    }

    @Test
    void onlyWhatTheyMountedThemselvesIsTheirs() {
        List<Mount> mounts = Mount.parse("""
                22 1 0:21 / / rw shared:1 - ext4 /dev/sda rw
                40 22 0:40 / /home/a\\040b/m rw,nosuid shared:9 - fuse.sshfs x rw,user_id=1001,group_id=1001
                41 22 0:41 / /home/a/n rw - fuse x rw,user_id=10011,group_id=1
                42 22 0:42 / /home/a/o rw - ext4 x rw,user_id=1001
                odd
                """);
        assertEquals(List.of("/home/a\\040b/m"), MountTable.madeBy(1001, mounts));
    }
}
