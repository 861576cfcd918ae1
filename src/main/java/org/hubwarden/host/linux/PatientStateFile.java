package org.hubwarden.host.linux;

import java.time.Duration;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.PatientLook;

/** A state file that may lie on a file system that is silent. It is refused then, and the last good state stays in force. */
public final class PatientStateFile implements StateFile {

    private final StateFile file;
    private final PatientLook looks;

    /** {@code patience}: how long to wait for a reading. */
    public PatientStateFile(StateFile file, Waits waits, Duration patience) {
        this.file = file;
        this.looks = new PatientLook(waits, "the file system of " + file.path(), patience);
    }

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public StateFileReading read() {
        return looks.ask(file::read)
                .orElseGet(() -> new StateFileReading.Refused(
                        "its file system gives no answer; keep the file on a disk of this machine"));
    }

    @Override
    public Optional<byte[]> lastGood() throws HostFailure {
        return file.lastGood();
    }

    @Override
    public void keepLastGood(byte[] content) throws HostFailure {
        file.keepLastGood(content);
    }
}
