package org.hubwarden.desired;

/**
 * What the hub is to this machine.
 *
 * @param user the account that the hub runs as; what only the hub is to read and to ask for is for this account
 * @param onDemand whether accounts wait until the hub first asks for them
 */
public record Hub(String user, boolean onDemand) {

    /** The same with other accounts. */
    Hub with(boolean accountsOnDemand) {
        return new Hub(user, accountsOnDemand);
    }

    /** Where the file says nothing. */
    public static final Hub STANDARD = new Hub("jupyterhub", false);
}
