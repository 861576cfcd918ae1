package org.hubwarden.system;

/** A program that boots a machine and waits to be killed. */
final class ContainerHolder {

    private ContainerHolder() {}

    public static void main(String[] args) throws InterruptedException {
        Container machine = Container.boot(args[0]);
        System.out.println(machine.name());
        Thread.currentThread().join();
    }
}
