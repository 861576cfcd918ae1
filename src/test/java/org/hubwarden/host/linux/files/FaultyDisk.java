package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real disk until a certain step; there the process dies, or the one step fails. */
public final class FaultyDisk implements Disk {

    /** What happens at the step. */
    public enum Fault {
        /** Nothing more is done, by nobody. */
        DEATH,
        /** As death; if the step is a write, half of it is done. */
        DEATH_HALFWAY,
        /** This step is refused, later ones are not. */
        NO_SPACE,
        /** If the step is a write, half of it is done, and nobody says so. */
        SHORT_WRITE;

        /** Whether the fault makes a difference at a step, given as {@link FaultyDisk#steps} tells it. */
        public boolean concerns(String step) {
            return this == DEATH || this == NO_SPACE || step.startsWith("fill ");
        }
    }

    /** The end of the process. */
    public static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Step {
        void run() throws IOException;
    }

    private final Disk disk = new NioDisk();
    private final List<String> steps = new ArrayList<>();
    private final int at;
    private final Fault fault;

    public FaultyDisk(int at, Fault fault) {
        this.at = at;
        this.fault = fault;
    }

    /** A disk without faults that remembers what was done. */
    public static FaultyDisk recording() {
        return new FaultyDisk(Integer.MAX_VALUE, Fault.DEATH);
    }

    /** What was asked for, in order: the call and the name of the file. */
    public List<String> steps() {
        return steps;
    }

    @Override
    public void create(Path file, Stamp stamp) throws IOException {
        step("create", file, () -> disk.create(file, stamp));
    }

    @Override
    public void fill(Path file, byte[] content) throws IOException {
        byte[] half = Arrays.copyOf(content, content.length / 2);
        if (steps.size() == at && fault == Fault.DEATH_HALFWAY) {
            disk.fill(file, half);
        }
        boolean silently = steps.size() == at && fault == Fault.SHORT_WRITE;
        step("fill", file, () -> disk.fill(file, silently ? half : content));
    }

    @Override
    public void flush(List<Path> files) throws IOException {
        step("flush", files.isEmpty() ? Path.of("nothing") : files.get(0), () -> disk.flush(files));
    }

    @Override
    public void link(Path name, Path file) throws IOException {
        step("link", name, () -> disk.link(name, file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename", to, () -> disk.rename(from, to));
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete", file, () -> disk.delete(file));
    }

    @Override
    public void sync(Path directory) throws IOException {
        step("sync", directory, () -> disk.sync(directory));
    }

    private void step(String call, Path file, Step real) throws IOException {
        int now = steps.size();
        steps.add(call + " " + file.getFileName());
        boolean dies = fault == Fault.DEATH || fault == Fault.DEATH_HALFWAY;
        if (dies && now >= at) {
            throw new Death();
        }
        if (fault == Fault.NO_SPACE && now == at) {
            throw new FileSystemException(file.toString(), null, "No space left on device");
        }
        real.run();
    }
}
