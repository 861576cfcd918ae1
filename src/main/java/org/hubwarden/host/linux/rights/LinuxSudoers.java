package org.hubwarden.host.linux.rights;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Sudoers;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.DropIn;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.Owner;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.spec.SudoersText;

/**
 * {@code /etc/sudoers} and {@code /etc/sudoers.d} below a machine's root. As long as no file changes, a look starts no program.
 * Used by one thread.
 */
public final class LinuxSudoers implements Sudoers {

    private static final String DIRECTORY = "/etc/sudoers.d";
    private static final int DIRECTORY_MODE = 0750;
    private static final int MODE = 0440;

    private final Path root;
    private final MachineRoot machine;
    private final SudoPrograms programs;
    private final Duration patience;
    private final Waits waits;
    private final OtherRules otherRules;
    private final RememberedSudoers memory = new RememberedSudoers();

    /**
     * @param root {@code /}, or the directory given with {@code --root}
     * @param programs sudo's own, or their absence
     * @param patience how long to wait for somebody who edits a drop-in
     * @param waits where it is told that they are waited for
     */
    public LinuxSudoers(Path root, SudoPrograms programs, Duration patience, Waits waits) {
        this.root = root;
        this.machine = new MachineRoot(root);
        this.programs = programs;
        this.patience = patience;
        this.waits = waits;
        this.otherRules = new OtherRules(programs);
    }

    @Override
    public SudoersSight look() {
        SudoersFiles.Gathered gathered = SudoersFiles.gather(root, memory);
        OtherRules.Found found = otherRules.find(gathered.source());
        List<String> faults = new ArrayList<>(gathered.faults());
        faults.addAll(found.faults());
        mainFileFault().ifPresent(faults::add);
        try (Descriptor directory = machine.open(MachineRoot.names(DIRECTORY))) {
            String distrust = MachineRoot.distrust(directory.stat());
            if (!distrust.isEmpty()) {
                faults.add(DIRECTORY + " " + distrust + "; until then sudo ignores all files in it");
            }
            return sight(
                    dropIn(directory, SudoersText.ADMIN_RULE_PATH).look(),
                    dropIn(directory, SudoersText.DENY_LIST_PATH).look(),
                    found,
                    faults);
        } catch (SystemCallFailure failure) {
            return withoutDirectory(failure, found, faults);
        }
    }

    private static SudoersSight sight(
            DropInSight adminRule, DropInSight denyList, OtherRules.Found found, List<String> faults) {
        return new SudoersSight(adminRule, denyList, found.rules(), faults);
    }

    private static SudoersSight withoutDirectory(
            SystemCallFailure failure, OtherRules.Found found, List<String> faults) {
        if (failure.is(Errno.ENOENT)) {
            return sight(new DropInSight.Absent(), new DropInSight.Absent(), found, faults);
        }
        faults.add(DIRECTORY + " cannot be used: " + failure.sentence());
        DropInSight unseen = new DropInSight.Other("not looked at");
        return sight(unseen, unseen, found, faults);
    }

    private Optional<String> mainFileFault() {
        try (Descriptor etc = machine.open(MachineRoot.names("/etc"))) {
            String distrust = MachineRoot.distrust(etc.stat(FileName.of("sudoers")));
            return distrust.isEmpty()
                    ? Optional.empty()
                    : Optional.of("/etc/sudoers " + distrust + "; until then sudo gives nobody anything");
        } catch (SystemCallFailure failure) {
            return Optional.empty();
        }
    }

    private static DropIn dropIn(Descriptor directory, String path) {
        return new DropIn(directory, FilePath.parse(path).name());
    }

    @Override
    public void write(SudoersChange change) throws HostFailure {
        if (change instanceof SudoersChange.Withdraw withdraw) {
            remove(withdraw);
            return;
        }
        try {
            makeDirectory();
            try (Descriptor directory = machine.openTrusted(DIRECTORY)) {
                replace(dropIn(directory, change.subject()), change.content());
            }
        } catch (SystemCallFailure failure) {
            throw new HostFailure(change.subject() + " was not written: " + failure.sentence(), failure);
        }
    }

    private void remove(SudoersChange.Withdraw withdraw) throws HostFailure {
        try (Descriptor directory = machine.openTrusted(DIRECTORY)) {
            DropIn target = dropIn(directory, withdraw.path());
            target.awaitEditor(patience, waits);
            directory.unlinkIfThere(target.name());
            directory.sync();
        } catch (SystemCallFailure failure) {
            throw new HostFailure(withdraw.path() + " was not removed: " + failure.sentence(), failure);
        }
    }

    private void makeDirectory() throws SystemCallFailure, HostFailure {
        try (Descriptor etc = machine.openTrusted("/etc")) {
            FileName name = FilePath.parse(DIRECTORY).name();
            etc.makeDirectory(name, DIRECTORY_MODE);
            try (Descriptor made = etc.openDirectory(name)) {
                made.handOver(Owner.ROOT, DIRECTORY_MODE);
            }
            etc.sync();
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.EEXIST)) {
                throw failure;
            }
        }
    }

    /** The leading dot of the temporary name keeps sudo from reading it. */
    private void replace(DropIn target, String content) throws SystemCallFailure, HostFailure {
        Descriptor directory = target.directory();
        FileName temporary = FileName.of("." + target.name() + ".hubwarden");
        directory.unlinkIfThere(temporary);
        try {
            try (Descriptor file = directory.createFile(temporary, 0600)) {
                file.write(content.getBytes(StandardCharsets.ISO_8859_1));
                file.handOver(Owner.ROOT, MODE);
                file.sync();
            }
            requireRight(temporary);
            target.awaitEditor(patience, waits);
            directory.replace(temporary, target.name());
            directory.sync();
        } finally {
            directory.unlinkIfThere(temporary);
        }
    }

    private void requireRight(FileName temporary) throws HostFailure {
        Optional<String> complaint = programs.complaintAbout(DIRECTORY + "/" + temporary);
        if (complaint.isPresent()) {
            throw new HostFailure("the rule was not written, since visudo refuses it: " + complaint.get());
        }
    }

    @Override
    public Optional<String> disproveRoot(UnixName account) {
        return programs.disproveRoot(account);
    }
}
