package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.NssAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {

    @TempDir
    Path root;

    private NssNames names(String nsswitch) throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/nsswitch.conf"), nsswitch);
        return new NssNames(root, new Waits(InstantSource.system()));
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void onlyFilesHaveNobodyElseToAsk() throws IOException {
        assertEquals(
                new NssAnswer.FilesOnly(),
                new NssNames(root, new Waits(InstantSource.system())).ask(Set.of("a"), Set.of(1L)));
        assertEquals(
                new NssAnswer.FilesOnly(),
                names("passwd: files\ngroup: compat\n").ask(Set.of("a"), Set.of(1L)));
    }

    @Test
    void aServiceWithoutAModuleKnowsNobody() throws IOException {
        NssNames names = names("passwd: files nosuchservice\n");

        assertEquals(
                new NssAnswer.Answer(Set.of("root", "nobody-of-this-name"), Set.of(), Set.of(0L), Set.of()),
                names.ask(Set.of("root", "nobody-of-this-name"), Set.of(0L)));
    }

    /** The module called files stands for any that answers; it is asked here through the name that glibc also knows it by. */
    @Test
    void whatAServiceKnowsIsTaken() throws Exception {
        NssModule files = new NssModule("files", new Waits(InstantSource.system()));

        assertEquals(
                1,
                files.ask("passwd", List.of("root", "nobody-of-this-name"), LIMIT)
                        .size());
        files.requireAnswering(LIMIT);
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aServiceThatCannotBeReachedIsSilent() {
        NssModule missing = new NssModule("nosuchservice", new Waits(InstantSource.system()));

        NssModule.Silence silence = assertThrows(NssModule.Silence.class, () -> missing.requireAnswering(LIMIT));
        assertEquals("the name service nosuchservice cannot be reached; see nsswitch.conf(5)", silence.why());
    }

    @Test
    void manyNamesAreAskedInSeveralChildren() throws IOException {
        Set<String> many = new HashSet<>();
        for (int i = 0; i < 2500; i++) {
            many.add("nobody-of-this-name-" + i);
        }

        assertEquals(
                new NssAnswer.Answer(many, Set.of(), Set.of(), Set.of()),
                names("group: nosuchservice\n").ask(many, Set.of()));
    }

    /** Again the module called files, which lists what it has. */
    @Test
    void aServiceTellsWhoseAccountsHaveTheGroupAsTheirOwn() {
        NssMembers root = NssMembers.of(new NssModule("files", new Waits(InstantSource.system())), Set.of("0"), true)
                .join();

        assertTrue(root.records()
                .contains(new MembershipRecord("root", "0", "the name service files as its primary group")));
        assertEquals(0L, root.uids().get("root"));
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(root.silence(), root.unproved()));
    }

    @Test
    void accountsOfAServiceThatIsForGroupsOnlyAreNoAccounts() {
        NssMembers root = NssMembers.of(new NssModule("files", new Waits(InstantSource.system())), Set.of("0"), false)
                .join();

        assertEquals(List.of(), root.records());
        assertEquals(Optional.empty(), root.unproved());
    }

    @Test
    void aServiceWithoutAModuleHasNothingToTell() {
        assertEquals(
                new NssMembers(List.of(), Map.of(), Optional.empty(), Optional.empty()),
                NssMembers.of(new NssModule("nosuchservice", new Waits(InstantSource.system())), Set.of("0"), true)
                        .join());
    }

    @Test
    void membershipsAreGatheredFromAllFiles() throws IOException {
        write("etc/userdb/a:jupyterhub-admins.membership", "{}");
        write("etc/security/group.conf", "*;*;b;Al0000-2400;jupyterhub-admins\n");
        write("etc/systemd/system/x.service", "[Service]\nUser=c\n");
        write("etc/systemd/system/x.service.d/g.conf", "[Service]\nGroup=3001\n");
        write("usr/lib/systemd/system/y.service", "[Service]\nUser=d\nGroup=3001\n");
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));

        assertEquals(
                List.of(
                        new MembershipRecord("a", "jupyterhub-admins", "/etc/userdb/a:jupyterhub-admins.membership"),
                        new MembershipRecord("b", "jupyterhub-admins", "/etc/security/group.conf line 1"),
                        new MembershipRecord("c", "3001", "/etc/systemd/system/x.service.d/g.conf"),
                        new MembershipRecord("d", "3001", "/usr/lib/systemd/system/y.service")),
                names("group: files\n")
                        .membersOf(Set.of("jupyterhub-admins", "3001"))
                        .records());
    }
}
