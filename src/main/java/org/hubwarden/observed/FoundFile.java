package org.hubwarden.observed;

/**
 * A file that gives a group to whoever runs it.
 *
 * @param path its bytes as chars, one each: not every name is text
 * @param device on which it is
 * @param inode which it is there; the same file may have other names
 */
public record FoundFile(String path, long device, long inode) {}
