package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The system calls that change files, one method each, so that tests can end the process between any two of them. */
public interface Disk {

    /** Makes an empty file; fails where something is, also a dangling link. Nobody else can open it before it has its stamp. */
    void create(Path file, Stamp stamp) throws IOException;

    /** Writes into an existing file from its start. */
    void fill(Path file, byte[] content) throws IOException;

    /** Makes content and attributes of files durable: all at once, since a file system makes several so at the price of one. */
    void flush(List<Path> files) throws IOException;

    /** link(2): a second name for a file; fails where something is. */
    void link(Path name, Path file) throws IOException;

    /** rename(2): replaces what is there. Does nothing when both names are of one file. */
    void rename(Path from, Path to) throws IOException;

    /** unlink(2); nothing happens where nothing is. */
    void delete(Path file) throws IOException;

    /** Makes the names in a directory durable. */
    void sync(Path directory) throws IOException;
}
