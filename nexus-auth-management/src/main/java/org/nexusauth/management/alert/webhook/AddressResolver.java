package org.nexusauth.management.alert.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Returns the addresses of a host. Thread-safe. */
@FunctionalInterface
interface AddressResolver {
  InetAddress[] resolve(String host) throws UnknownHostException;
}
