package org.nexusauth.jaxrs.request;

import java.util.Optional;
import java.util.function.Consumer;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The server's own caller, by which its enterprise beans decide. Jakarta EE has no interface to
 * change it within a request, so each supported server has a class of its own. Thread-safe.
 */
public sealed interface ContainerIdentity permits ElytronIdentity, PayaraIdentity {

  /** Returns the identity of the server that runs an application; empty where none is supported. */
  static Optional<ContainerIdentity> findIn(ClassLoader application) {
    return ElytronIdentity.findIn(application).or(() -> PayaraIdentity.findIn(application));
  }

  /** Returns whether an application's loader has the API of enterprise beans. */
  static boolean hasEnterpriseBeans(ClassLoader application) {
    try {
      Class.forName("jakarta.ejb.EJBAccessException", false, application);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Runs a part of a request. A caller that the part sets is in force on this thread only, and ends
   * with the part, however that ends.
   *
   * @throws Exception what the part throws
   */
  void run(Part part) throws Exception;

  /** A part of a request during which the caller may become known. */
  interface Part {

    /**
     * Runs.
     *
     * @param caller receives the caller, when it is known
     */
    void run(Consumer<VerifiedApiKey> caller) throws Exception;
  }
}
