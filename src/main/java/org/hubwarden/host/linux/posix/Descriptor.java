package org.hubwarden.host.linux.posix;

import static org.hubwarden.host.linux.posix.Constants.AT_EMPTY_PATH;
import static org.hubwarden.host.linux.posix.Constants.AT_NO_AUTOMOUNT;
import static org.hubwarden.host.linux.posix.Constants.AT_REMOVEDIR;
import static org.hubwarden.host.linux.posix.Constants.AT_SYMLINK_NOFOLLOW;
import static org.hubwarden.host.linux.posix.Constants.O_CLOEXEC;
import static org.hubwarden.host.linux.posix.Constants.O_CREAT;
import static org.hubwarden.host.linux.posix.Constants.O_DIRECTORY;
import static org.hubwarden.host.linux.posix.Constants.O_EXCL;
import static org.hubwarden.host.linux.posix.Constants.O_NOCTTY;
import static org.hubwarden.host.linux.posix.Constants.O_NOFOLLOW;
import static org.hubwarden.host.linux.posix.Constants.O_NONBLOCK;
import static org.hubwarden.host.linux.posix.Constants.O_RDONLY;
import static org.hubwarden.host.linux.posix.Constants.O_WRONLY;
import static org.hubwarden.host.linux.posix.Constants.RENAME_NOREPLACE;
import static org.hubwarden.host.linux.posix.Constants.STATX_BASIC_STATS;
import static org.hubwarden.host.linux.posix.SystemCall.check;

import com.sun.jna.Native;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An open file or directory. Names given to it are single components below it, so that nobody can exchange what stands
 * before them; a link in their place is never followed. Calls on names below it may come from several threads.
 */
public final class Descriptor implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;
    private static final long CHUNK = 1L << 30;

    private final int fd;

    private Descriptor(int fd) {
        this.fd = fd;
    }

    /** Opens a directory by its path; links in the path are followed. */
    public static Descriptor openRoot(Path directory) throws SystemCallFailure {
        byte[] path = (directory.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8);
        int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
        return new Descriptor(
                (int) check(Libc.openat(Constants.AT_FDCWD, path, flags, 0), "cannot open the directory", directory));
    }

    /** Opens a directory. A link, or anything else in its place, fails with ENOTDIR or ELOOP. */
    public Descriptor openDirectory(FileName name) throws SystemCallFailure {
        return open(name, O_RDONLY | O_DIRECTORY, 0);
    }

    /** Opens a file for reading; of a FIFO it does not wait for the writer. Look at the type before reading. */
    public Descriptor openFile(FileName name) throws SystemCallFailure {
        return open(name, O_RDONLY | O_NONBLOCK, 0);
    }

    /** Opens a terminal for writing. It does not become ours, and neither this nor a write waits for it. */
    public Descriptor openTerminal(FileName name) throws SystemCallFailure {
        return open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY, 0);
    }

    /** Makes a regular file and opens it for writing; fails with EEXIST when anything has the name. */
    public Descriptor createFile(FileName name, int mode) throws SystemCallFailure {
        return open(name, O_WRONLY | O_CREAT | O_EXCL, mode);
    }

    private Descriptor open(FileName name, int flags, int mode) throws SystemCallFailure {
        int opened = Libc.openat(fd, name.terminated(), flags | O_NOFOLLOW | O_CLOEXEC, mode);
        return new Descriptor((int) check(opened, "cannot open", name));
    }

    public FileStat stat() throws SystemCallFailure {
        return statx(FileName.ITSELF, AT_EMPTY_PATH);
    }

    /** Looks at a name; mounts nothing. */
    public FileStat stat(FileName name) throws SystemCallFailure {
        return statx(name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
    }

    private FileStat statx(FileName name, int flags) throws SystemCallFailure {
        return FileStat.parse(statAnswer(name, flags));
    }

    /** The answer of statx(2) about a name, for those who want more of it. */
    public byte[] statAnswer(FileName name) throws SystemCallFailure {
        return statAnswer(name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
    }

    private byte[] statAnswer(FileName name, int flags) throws SystemCallFailure {
        byte[] answer = new byte[FileStat.SIZE];
        check(Libc.statx(fd, name.terminated(), flags, STATX_BASIC_STATS, answer), "cannot look at", name);
        return answer;
    }

    /** The magic number of the file system, see statfs(2). */
    public long fileSystemType() throws SystemCallFailure {
        byte[] answer = new byte[256];
        check(Libc.fstatfs(fd, answer), "cannot look at the file system");
        return ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()).getLong(0);
    }

    /** The names in this directory, without the two dots, in no order. */
    public List<FileName> list() throws SystemCallFailure {
        return DirectoryEntries.all(fd);
    }

    /**
     * Adds the next names in this directory, some at a time: there may be millions.
     *
     * @return whether there may be more
     */
    public boolean listNext(List<FileName> names) throws SystemCallFailure {
        return DirectoryEntries.next(fd, names);
    }

    public void makeDirectory(FileName name, int mode) throws SystemCallFailure {
        check(Libc.mkdirat(fd, name.terminated(), mode), "cannot make the directory", name);
    }

    /** The target of a link, as bytes with a NUL. */
    public byte[] readLink(FileName name) throws SystemCallFailure {
        byte[] target = new byte[4097];
        long size =
                check(Libc.readlinkat(fd, name.terminated(), target, target.length - 1L), "cannot read the link", name);
        return Arrays.copyOf(target, (int) size + 1);
    }

    public void makeLink(byte[] terminatedTarget, FileName name) throws SystemCallFailure {
        check(Libc.symlinkat(terminatedTarget, fd, name.terminated()), "cannot make the link", name);
    }

    /** Removes a name that is no directory. */
    public void unlink(FileName name) throws SystemCallFailure {
        check(Libc.unlinkat(fd, name.terminated(), 0), "cannot remove", name);
    }

    /** The same; no failure where there is none. */
    public void unlinkIfThere(FileName name) throws SystemCallFailure {
        try {
            unlink(name);
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                throw failure;
            }
        }
    }

    public void removeDirectory(FileName name) throws SystemCallFailure {
        check(Libc.unlinkat(fd, name.terminated(), AT_REMOVEDIR), "cannot remove the directory", name);
    }

    /** Puts a file in place of whatever has the other name, within this directory. */
    public void replace(FileName from, FileName to) throws SystemCallFailure {
        check(Libc.renameat2(fd, from.terminated(), fd, to.terminated(), 0), "cannot rename", from);
    }

    /** Moves a file of this directory to the same name in another; fails with EEXIST when anything has the name there. */
    public void moveTo(Descriptor directory, FileName name) throws SystemCallFailure {
        byte[] bytes = name.terminated();
        check(Libc.renameat2(fd, bytes, directory.fd, bytes, RENAME_NOREPLACE), "cannot move into place", name);
    }

    /** Moves a file of this directory to another name in another; fails with EEXIST when anything has it. */
    public void moveTo(FileName from, Descriptor directory, FileName to) throws SystemCallFailure {
        int result = Libc.renameat2(fd, from.terminated(), directory.fd, to.terminated(), RENAME_NOREPLACE);
        check(result, "cannot move into place", to);
    }

    public void changeOwner(long uid, long gid) throws SystemCallFailure {
        check(
                Libc.fchownat(fd, FileName.ITSELF.terminated(), (int) uid, (int) gid, AT_EMPTY_PATH),
                "cannot change the owner");
    }

    /** Changes the owner of a name; of a link its own. */
    public void changeOwner(FileName name, long uid, long gid) throws SystemCallFailure {
        check(
                Libc.fchownat(fd, name.terminated(), (int) uid, (int) gid, AT_SYMLINK_NOFOLLOW),
                "cannot change the owner of",
                name);
    }

    /** Changes the mode of a name that is no link. */
    public void changeMode(FileName name, int mode) throws SystemCallFailure {
        check(Libc.fchmodat(fd, name.terminated(), mode, 0), "cannot change the mode of", name);
    }

    public void makeFifo(FileName name) throws SystemCallFailure {
        check(Libc.mkfifoat(fd, name.terminated(), 0600), "cannot make the FIFO", name);
    }

    /** Gives a file of another directory one more name, in this one. */
    public void linkHere(Descriptor directory, FileName of, FileName name) throws SystemCallFailure {
        check(Libc.linkat(directory.fd, of.terminated(), fd, name.terminated(), 0), "cannot link", name);
    }

    public void changeMode(int mode) throws SystemCallFailure {
        check(Libc.fchmod(fd, mode), "cannot change the mode");
    }

    /** Gives it to an account, as owner and as group, where owners can be set; then sets its mode. */
    public void handOver(Owner owner, int mode) throws SystemCallFailure {
        if (MachineRoot.ownershipCounts()) {
            changeOwner(owner.uid(), owner.gid());
        }
        changeMode(mode);
    }

    /** Appends everything that is still to be read in the other file. */
    public void copyFrom(Descriptor source) throws SystemCallFailure {
        copyFrom(source, Long.MAX_VALUE);
    }

    /** The same, so many bytes at most. */
    public void copyFrom(Descriptor source, long atMost) throws SystemCallFailure {
        long left = atMost;
        long done = 1;
        while (done > 0 && left > 0) {
            done = check(Libc.sendfile(fd, source.fd, 0, Math.min(CHUNK, left)), "cannot copy a file");
            left -= done;
        }
    }

    /** Goes to a place from which is read or written next. */
    public void seek(long offset) throws SystemCallFailure {
        check(Libc.lseek(fd, offset, Constants.SEEK_SET), "cannot move within a file");
    }

    /** Where the next content begins that is no hole; -1 for none. Moves. */
    public long seekContent(long offset) throws SystemCallFailure {
        long found = Libc.lseek(fd, offset, Constants.SEEK_DATA);
        if (found == -1 && Errno.of(Native.getLastError()).equals(Errno.ENXIO)) {
            return -1;
        }
        return check(found, "cannot look for holes of a file");
    }

    /** Gives it a size; what is added is a hole. */
    public void resize(long size) throws SystemCallFailure {
        check(Libc.ftruncate(fd, size), "cannot give a file its size");
    }

    /** Reads to the end, or until there are this many bytes. */
    public byte[] read(int atMost) throws SystemCallFailure {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        long size = check(Libc.read(fd, buffer, Math.min(BUFFER, atMost)), "cannot read");
        while (size > 0) {
            content.write(buffer, 0, (int) size);
            size = check(Libc.read(fd, buffer, Math.min(BUFFER, atMost - content.size())), "cannot read");
        }
        return content.toByteArray();
    }

    /** Reads on, so many bytes at most; how many there were, 0 at the end. */
    public int readInto(byte[] buffer, int atMost) throws SystemCallFailure {
        return (int) check(Libc.read(fd, buffer, Math.min(atMost, buffer.length)), "cannot read");
    }

    /** Reads on, into the whole of a buffer; how many bytes there were, 0 at the end. */
    public int readInto(byte[] buffer) throws SystemCallFailure {
        return (int) check(Libc.read(fd, buffer, buffer.length), "cannot read");
    }

    /** Writes everything. */
    public void write(byte[] content) throws SystemCallFailure {
        for (int done = 0; done < content.length; ) {
            byte[] rest = Arrays.copyOfRange(content, done, content.length);
            done += (int) check(Libc.write(fd, rest, rest.length), "cannot write");
        }
    }

    /** Writes as much as is taken at once, and says how much that was. */
    public long writeAtOnce(byte[] content) throws SystemCallFailure {
        return check(Libc.write(fd, content, content.length), "cannot write");
    }

    public void sync() throws SystemCallFailure {
        check(Libc.fsync(fd), "cannot make durable");
    }

    /** Makes everything on this file system durable. */
    public void syncFileSystem() throws SystemCallFailure {
        check(Libc.syncfs(fd), "cannot make the file system durable");
    }

    /** The descriptor's number, for the calls in neighbouring classes. */
    public int number() {
        return fd;
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
