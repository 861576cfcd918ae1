package org.hubwarden.bus.wire;

/**
 * The fields in the header of a message. A text that is not there is empty, and a number 0.
 *
 * @param path the object
 * @param face the interface
 * @param member the method or signal
 * @param error the name of an error
 * @param replyTo the serial of the call that is answered
 * @param sender its unique name, which the bus puts in: nobody can forge it
 * @param signature of the body
 */
public record Head(
        String path,
        String face,
        String member,
        String error,
        long replyTo,
        String destination,
        String sender,
        String signature) {

    static final Head EMPTY = new Head("", "", "", "", 0, "", "", "");

    /** Of a call or a signal. */
    static Head of(String path, String face, String member, String destination, String signature) {
        return new Head(path, face, member, "", 0, destination, "", signature);
    }

    /** Of an answer; {@code error} is empty where it is none. */
    static Head answer(Message call, String error, String signature) {
        return new Head("", "", "", error, call.serial(), call.head().sender(), "", signature);
    }
}
