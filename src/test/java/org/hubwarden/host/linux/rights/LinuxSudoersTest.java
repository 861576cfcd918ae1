package org.hubwarden.host.linux.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.LockingProcess;
import org.hubwarden.host.linux.homes.HomesFixture;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxSudoersTest {

    private static final String TEXT = "# first\n%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\n";

    /** sudo's programs that say what a test wants. */
    private static final class Scripted implements SudoPrograms {
        private Optional<String> complaint = Optional.empty();
        private final Deque<Reading> readings = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public Optional<String> complaintAbout(String path) {
            asked.add(path);
            return complaint;
        }

        @Override
        public Optional<String> disproveRoot(UnixName account) {
            return Optional.empty();
        }

        @Override
        public Reading read(String text) {
            asked.add(text);
            return readings.isEmpty() ? new Reading.Unreadable(Optional.empty()) : readings.pop();
        }
    }

    @TempDir
    Path root;

    private final Scripted programs = new Scripted();

    @BeforeEach
    void makeTree() throws IOException {
        mode(Files.createDirectory(root.resolve("etc")), "rwxr-xr-x");
        mode(Files.writeString(root.resolve("etc/sudoers"), "root ALL=ALL\n@includedir /etc/sudoers.d\n"), "r--r-----");
    }

    private static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Path dropIns() throws IOException {
        return mode(Files.createDirectory(root.resolve("etc/sudoers.d")), "rwxr-x---");
    }

    private LinuxSudoers sudoers() {
        return new LinuxSudoers(root, programs, Duration.ofMillis(300), new Waits(InstantSource.system()));
    }

    private static SudoersChange grant() {
        return new SudoersChange.Grant(SudoersText.ADMIN_RULE_PATH, TEXT, new Reason("test"));
    }

    private Path granted() {
        return root.resolve("etc/sudoers.d/jupyterhub-admins");
    }

    @Test
    void aFileIsWithdrawnAndAFurtherTimeNothingIsAmiss() throws Exception {
        sudoers().write(grant());
        Path other = Files.writeString(dropInsThatAreThere().resolve("other"), "# stays\n");
        SudoersChange withdraw = new SudoersChange.Withdraw(SudoersText.ADMIN_RULE_PATH, new Reason("test"));
        sudoers().write(withdraw);
        assertFalse(Files.exists(granted()));
        assertTrue(Files.exists(other));
        sudoers().write(withdraw);
    }

    private Path dropInsThatAreThere() {
        return root.resolve("etc/sudoers.d");
    }

    @Test
    void theDirectoryIsMadeAndTheFileWritten() throws Exception {
        sudoers().write(grant());

        HomesFixture.assertFile(root.resolve("etc/sudoers.d"), HomesFixture.me(), 0750);
        HomesFixture.assertFile(granted(), HomesFixture.me(), 0440);
        assertEquals(TEXT, Files.readString(granted()));
        assertEquals(List.of("/etc/sudoers.d/.jupyterhub-admins.hubwarden"), programs.asked);
        DropInSight.Regular seen =
                assertInstanceOf(DropInSight.Regular.class, sudoers().look().adminRule());
        assertEquals(TEXT, seen.content());
        assertEquals(0440, seen.mode());
    }

    @Test
    void aRuleThatVisudoRefusesIsNotWritten() throws Exception {
        programs.complaint = Optional.of("syntax error");

        HostFailure failure = assertThrows(HostFailure.class, () -> sudoers().write(grant()));

        assertTrue(failure.sentence().contains("syntax error"), failure.sentence());
        try (var left = Files.list(root.resolve("etc/sudoers.d"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aLinkIsReplacedAndItsTargetKept() throws Exception {
        dropIns();
        Path target = Files.writeString(root.resolve("target"), "keep");
        Files.createSymbolicLink(granted(), target);
        assertEquals(
                new DropInSight.Other("a symbolic link to " + target),
                sudoers().look().adminRule());

        sudoers().write(grant());

        assertTrue(Files.isRegularFile(granted(), LinkOption.NOFOLLOW_LINKS));
        assertEquals("keep", Files.readString(target));
    }

    @Test
    void aDirectoryInItsPlaceIsLeft() throws Exception {
        dropIns();
        Files.createDirectory(granted());

        HostFailure failure = assertThrows(HostFailure.class, () -> sudoers().write(grant()));

        assertEquals("/etc/sudoers.d/jupyterhub-admins is a directory; remove it", failure.sentence());
        assertEquals(new DropInSight.Other("a directory"), sudoers().look().adminRule());
    }

    @Test
    void whatAKilledRunLeftIsReplaced() throws Exception {
        Files.writeString(dropIns().resolve(".jupyterhub-admins.hubwarden"), "half");

        sudoers().write(grant());

        assertEquals(TEXT, Files.readString(granted()));
        assertFalse(Files.exists(root.resolve("etc/sudoers.d/.jupyterhub-admins.hubwarden")));
    }

    @Test
    void belowAnEditorNothingIsWritten() throws Exception {
        Files.writeString(dropIns().resolve("jupyterhub-admins"), "edited\n");
        Process editor = LockingProcess.start(granted());
        try {
            assertEquals("locked", editor.inputReader().readLine());

            HostFailure failure =
                    assertThrows(HostFailure.class, () -> sudoers().write(grant()));

            assertTrue(failure.sentence().contains("process " + editor.pid()), failure.sentence());
            assertEquals("edited\n", Files.readString(granted()));
        } finally {
            editor.destroyForcibly().waitFor();
        }
        sudoers().write(grant());
        assertEquals(TEXT, Files.readString(granted()));
    }

    @Test
    void aDirectoryThatOthersCanWriteIsAFaultAndNotWrittenTo() throws Exception {
        mode(dropIns(), "rwxrwxrwx");

        assertEquals(
                List.of("/etc/sudoers.d can be written by others than root: chmod go-w it; until then sudo ignores all"
                        + " files in it"),
                sudoers().look().faults());
        assertThrows(HostFailure.class, () -> sudoers().write(grant()));
    }

    @Test
    void aDirectoryThatIsNotIncludedIsAFault() throws Exception {
        Files.delete(root.resolve("etc/sudoers"));
        Files.writeString(root.resolve("etc/sudoers"), "root ALL=ALL\n");

        assertTrue(sudoers().look().faults().get(0).contains("add the line: @includedir /etc/sudoers.d"));
    }

    @Test
    void rulesOfOtherFilesAreAskedForOnce() throws Exception {
        Files.writeString(dropIns().resolve("zz"), "mallory ALL=ALL\n");
        Files.writeString(root.resolve("etc/sudoers.d/not.read"), "eve ALL=ALL\n");
        Files.writeString(granted(), TEXT);
        String json = "{\"User_Specs\":[{\"User_List\":[{\"username\":\"mallory\"}],"
                + "\"Cmnd_Specs\":[{\"Commands\":[{\"command\":\"ALL\"}]}]}]}";
        programs.readings.add(new SudoPrograms.Reading.Json(json));
        LinuxSudoers sudoers = sudoers();

        SudoersSight first = sudoers.look();
        SudoersSight second = sudoers.look();

        assertEquals(List.of(new SudoRule("/etc/sudoers.d/zz", 1, "mallory")), first.otherRules());
        assertEquals(first, second);
        assertEquals(List.of("root ALL=ALL\nmallory ALL=ALL\n"), programs.asked);
        Files.writeString(root.resolve("etc/sudoers.d/zz"), "");
        sudoers.look();
        assertEquals(2, programs.asked.size());
    }

    @Test
    void aWrongLineIsPassedOver() throws Exception {
        Files.writeString(dropIns().resolve("a"), "wrong\nmallory ALL=ALL\n");
        programs.readings.add(new SudoPrograms.Reading.Refused(2, "stdin:2:5: syntax error"));
        programs.readings.add(new SudoPrograms.Reading.Json("{}"));

        SudoersSight sight = sudoers().look();

        assertEquals(List.of("/etc/sudoers.d/a line 1 is wrong, and sudo passes over it"), sight.faults());
        assertEquals("root ALL=ALL\n\nmallory ALL=ALL\n", programs.asked.get(1));
    }

    @Test
    void whatNobodyCanReadIsSaidAndAskedAgain() {
        programs.readings.add(new SudoPrograms.Reading.Unreadable(Optional.of("no cvtsudoers")));
        LinuxSudoers sudoers = sudoers();

        assertEquals(List.of("no cvtsudoers"), sudoers.look().faults());
        assertEquals(List.of(), sudoers.look().faults());
    }

    @Test
    void aTreeWithoutSudoHasNoFaults() throws Exception {
        Files.delete(root.resolve("etc/sudoers"));

        assertEquals(
                new SudoersSight(new DropInSight.Absent(), new DropInSight.Absent(), List.of(), List.of()),
                sudoers().look());
    }

    @Test
    void aDenialGoesToTheOtherFile() throws Exception {
        sudoers()
                .write(new SudoersChange.Deny(
                        SudoersText.DENY_LIST_PATH,
                        "#1 ALL = (ALL:ALL) !ALL\n",
                        new TreeSet<>(List.of(1L)),
                        new Reason("t")));

        assertInstanceOf(DropInSight.Regular.class, sudoers().look().denyList());
        assertEquals(new DropInSight.Absent(), sudoers().look().adminRule());
    }
}
