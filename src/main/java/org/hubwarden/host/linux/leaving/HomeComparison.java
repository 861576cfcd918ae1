package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileExtras;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Proves that an archive holds a home: every file with its bytes, owner, mode, time and attributes, and no file less. Each
 * directory's names are summed up as well, so that what tar passed over is missed.
 */
final class HomeComparison implements TarPlace.Visitor {

    private final String home;
    private final long uid;
    private final Writer list;
    private final Writer links;
    private final Deque<NameSum> sums = new ArrayDeque<>();
    private final Deque<String> paths = new ArrayDeque<>();
    private TarStream archive = new TarStream(java.io.InputStream.nullInputStream());
    private Optional<TarPlace> place = Optional.empty();

    /**
     * @param home for sentences
     * @param uid whose it is
     * @param list gets a line for each file
     * @param links gets a line for each file of somebody else that has other names
     */
    HomeComparison(String home, long uid, Writer list, Writer links) {
        this.home = home;
        this.uid = uid;
        this.list = list;
        this.links = links;
    }

    /** Compares; what is not the same is a failure that names it. */
    void run(Descriptor top, TarStream stream) throws IOException, SystemCallFailure, HostFailure {
        archive = stream;
        try (TarPlace where = new TarPlace(top, this)) {
            place = Optional.of(where);
            Optional<TarMember> member = stream.next();
            while (member.isPresent()) {
                where.take(member.get());
                member = stream.next();
            }
            if (sums.isEmpty()) {
                throw new IOException("the archive is empty");
            }
            where.end();
        }
    }

    @Override
    public void visit(Descriptor directory, TarMember member) throws IOException, SystemCallFailure, HostFailure {
        FileStat stat = directory.stat(member.name());
        require(isOfType(stat, member), member.path(), "another type");
        if (!member.path().isEmpty()) {
            sums.element().add(member.name());
        }
        if (member.isDirectory()) {
            sums.push(new NameSum());
            paths.push(member.path());
        }
        if (member.type() == TarMember.HARD_LINK) {
            require(isOtherName(stat, member), member.path(), "another file");
        } else {
            compare(directory, stat, member);
        }
        list.write(member.line() + "\n");
        if (!stat.isDirectory() && stat.links() > 1 && stat.uid() != uid) {
            links.write(stat.uid() + " " + home + "/" + TarText.escape(TarText.begin(member.path())) + "\n");
        }
    }

    private static boolean isOfType(FileStat stat, TarMember member) {
        return switch (member.type()) {
            case TarMember.FILE -> stat.isRegular();
            case TarMember.HARD_LINK -> !stat.isDirectory();
            case TarMember.LINK -> stat.isLink();
            case TarMember.DIRECTORY -> stat.isDirectory();
            case TarMember.FIFO -> stat.isFifo();
            default -> false;
        };
    }

    private boolean isOtherName(FileStat stat, TarMember member) throws SystemCallFailure {
        String first = member.link();
        try (Descriptor directory = place.orElseThrow().openParent(first)) {
            FileStat other = directory.stat(LatinPath.name(first.substring(first.lastIndexOf('/') + 1)));
            return other.inode() == stat.inode() && other.device() == stat.device();
        }
    }

    private void compare(Descriptor directory, FileStat stat, TarMember member)
            throws IOException, SystemCallFailure, HostFailure {
        String path = member.path();
        require(stat.uid() == member.uid() && stat.gid() == member.gid(), path, "another owner");
        require(stat.isLink() || stat.permissions() == member.permissions(), path, "another mode");
        require(stat.modifiedNanos() == member.modified(), path, "another time");
        require(FileExtras.attributes(directory, member.name()).equals(member.attributes()), path, "other attributes");
        if (stat.isLink()) {
            byte[] target = directory.readLink(member.name());
            String link = LatinPath.text(Arrays.copyOf(target, target.length - 1));
            require(link.equals(member.link()), path, "another target");
        } else if (stat.isRegular()) {
            require(stat.size() == member.size(), path, "another size");
            content(directory, member);
        }
    }

    private void content(Descriptor directory, TarMember member) throws IOException, SystemCallFailure, HostFailure {
        try (Descriptor file = directory.openFile(member.name())) {
            ContentComparison comparison = new ContentComparison(file);
            archive.content(comparison::piece);
            require(comparison.isSameUpTo(member.size()), member.path(), "other content");
        }
    }

    /** Sockets are told apart only where there is a doubt. */
    @Override
    public void leave(Descriptor directory) throws SystemCallFailure, HostFailure {
        NameSum packed = sums.pop();
        String path = paths.pop();
        boolean isWhole = packed.isSame(NameSum.in(directory, true)) || packed.isSame(NameSum.in(directory, false));
        require(isWhole, path, "other files than the " + packed.count());
    }

    private void require(boolean isTrue, String path, String what) throws HostFailure {
        if (!isTrue) {
            String shown = TarText.escape(path);
            String where = shown.length() > 300 ? shown.substring(0, 300) + "..." : shown;
            throw new HostFailure(
                    "./" + where + " in " + home + " has " + what + " in its archive; somebody changed it meanwhile");
        }
    }
}
