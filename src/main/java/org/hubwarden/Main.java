package org.hubwarden;

/** Entry point of commands and daemon: wires everything by hand. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("hubwarden");
    }
}
