package org.hubwarden.host.linux.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWitnessesTest {

    @TempDir
    Path directory;

    @Test
    void anEntryOfSomebodyElseIsShown() {
        assertEquals(
                Optional.of("gpasswd (uid 0): \"user ken added by root to group admins\""),
                JournalSearch.shown("{\"SYSLOG_IDENTIFIER\":\"gpasswd\",\"_UID\":\"0\",\"__CURSOR\":\"x\","
                        + "\"MESSAGE\":\"user ken added by root to group admins\"}"));
        assertEquals(
                Optional.of("puppet (uid ?): \"x\""), JournalSearch.shown("{\"_COMM\":\"puppet\",\"MESSAGE\":\"x\"}"));
    }

    @Test
    void ourOwnEntriesAndWhatIsNoTextAreNot() {
        assertEquals(
                Optional.empty(),
                JournalSearch.shown(
                        "{\"SYSLOG_IDENTIFIER\":\"x\",\"_SYSTEMD_UNIT\":\"hubwarden.service\",\"MESSAGE\":\"m\"}"));
        assertEquals(Optional.empty(), JournalSearch.shown("{\"SYSLOG_IDENTIFIER\":\"hubwarden\",\"MESSAGE\":\"m\"}"));
        assertEquals(Optional.empty(), JournalSearch.shown("{\"SYSLOG_IDENTIFIER\":\"x\",\"MESSAGE\":[1,2]}"));
        assertEquals(Optional.empty(), JournalSearch.shown("{\"SYSLOG_IDENTIFIER\":\"x\",\"MESS"));
    }

    @Test
    void theMostFrequentComeFirst() {
        assertEquals(
                List.of("b (3 times)", "a", "c"), LogWitnesses.mostFrequent(List.of("a", "b", "c", "b", "d", "b")));
    }

    @Test
    void theAuditLogTellsWhoWroteAFile() throws Exception {
        Path log = Files.writeString(directory.resolve("audit.log"), """
                type=SYSCALL msg=audit(1700000000.100:10): arch=c000003e syscall=82 ppid=1 pid=50 auid=1000 uid=0 exe="/usr/bin/old"
                type=PATH msg=audit(1700000000.100:10): item=0 name="/etc/group" nametype=CREATE
                type=SYSCALL msg=audit(1800000000.100:11): arch=c000003e syscall=82 ppid=1 pid=51 auid=1000 uid=0 exe="/usr/bin/gpasswd"
                type=PATH msg=audit(1800000000.100:11): item=0 name="/etc/group" nametype=CREATE
                type=SYSCALL msg=audit(1800000001.100:12): ppid=1 pid=52 auid=1000 exe="/usr/bin/vim"
                type=PATH msg=audit(1800000001.100:12): item=0 name="/etc/hosts" nametype=NORMAL
                type=SYSCALL msg=audit(1800000002.100:13): ppid=1 pid=PID auid=0 exe="/usr/bin/java"
                type=PATH msg=audit(1800000002.100:13): item=0 name="/etc/group" nametype=CREATE
                half a line
                """.replace(
                        "PID", Long.toString(ProcessHandle.current().pid())));
        assertEquals(
                List.of("audit log: /usr/bin/gpasswd (login uid 1000)"),
                new AuditTrail(log).writersOf(List.of("/etc/group"), Instant.ofEpochSecond(1750000000)));
    }

    @Test
    void withoutAnAuditLogThereIsNothing() {
        assertEquals(
                List.of(), new AuditTrail(directory.resolve("none")).writersOf(List.of("/etc/group"), Instant.EPOCH));
    }
}
