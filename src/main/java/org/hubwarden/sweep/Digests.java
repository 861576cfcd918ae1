package org.hubwarden.sweep;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that every Java has. */
public final class Digests {

    private Digests() {}

    /** A fresh one of SHA-256. */
    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    /** A fresh one of MD5: what dpkg knows of its files, and no proof of anything. */
    public static MessageDigest md5() {
        return of("MD5");
    }

    private static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have " + name, e);
        }
    }
}
