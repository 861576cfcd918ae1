package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileExtras;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Makes a tree of an archive, of any depth, in a directory that only root can reach. A directory gets its owner, mode, time and
 * attributes after all that is in it.
 */
final class HomeExtraction implements TarPlace.Visitor {

    private final Deque<TarMember> directories = new ArrayDeque<>();
    private final TarStream archive;
    private Optional<TarPlace> place = Optional.empty();

    HomeExtraction(TarStream archive) {
        this.archive = archive;
    }

    /** Fills an empty directory. */
    void run(Descriptor top) throws IOException, SystemCallFailure, HostFailure {
        try (TarPlace where = new TarPlace(top, this)) {
            place = Optional.of(where);
            Optional<TarMember> member = archive.next();
            while (member.isPresent()) {
                where.take(member.get());
                member = archive.next();
            }
            where.end();
        }
    }

    @Override
    public void visit(Descriptor directory, TarMember member) throws IOException, SystemCallFailure, HostFailure {
        FileName name = member.name();
        switch (member.type()) {
            case TarMember.DIRECTORY -> make(directory, member);
            case TarMember.FILE -> write(directory, member);
            case TarMember.LINK ->
                directory.makeLink(LatinPath.name(member.link()).terminated(), name);
            case TarMember.FIFO -> directory.makeFifo(name);
            case TarMember.HARD_LINK -> link(directory, member);
            default -> throw new IOException("the archive has a file of type " + member.type());
        }
        if (!member.isDirectory() && member.type() != TarMember.HARD_LINK) {
            dress(directory, name, member);
        }
    }

    private void make(Descriptor directory, TarMember member) throws SystemCallFailure {
        if (!member.path().isEmpty()) {
            directory.makeDirectory(member.name(), 0700);
        }
        directories.push(member);
    }

    private void write(Descriptor directory, TarMember member) throws IOException, SystemCallFailure, HostFailure {
        try (Descriptor file = directory.createFile(member.name(), 0600)) {
            archive.content((offset, buffer, size) -> {
                file.seek(offset);
                file.write(size == buffer.length ? buffer : java.util.Arrays.copyOf(buffer, size));
            });
            file.resize(member.size());
        }
    }

    private void link(Descriptor directory, TarMember member) throws SystemCallFailure {
        String first = member.link();
        try (Descriptor other = place.orElseThrow().openParent(first)) {
            directory.linkHere(other, LatinPath.name(first.substring(first.lastIndexOf('/') + 1)), member.name());
        }
    }

    /** A new owner takes set-uid bits and capabilities away, so that it comes first; everything changes the time. */
    private static void dress(Descriptor directory, FileName name, TarMember member) throws SystemCallFailure {
        directory.changeOwner(name, member.uid(), member.gid());
        if (member.type() != TarMember.LINK) {
            directory.changeMode(name, member.permissions());
        }
        FileExtras.setAttributes(directory, name, member.attributes());
        FileExtras.setModified(directory, name, member.modified());
    }

    @Override
    public void leave(Descriptor directory) throws IOException, SystemCallFailure {
        if (directories.isEmpty()) {
            throw new IOException("the archive is empty");
        }
        dress(directory, FileName.itself(), directories.pop());
    }
}
