package org.nexusauth.jaxrs;

import java.util.Optional;

/**
 * The server's own idea of who the caller is, which its enterprise beans go by. Jakarta EE has no
 * interface to change it within a request, so each server that is supported has a class of its own.
 * Thread-safe.
 */
interface ContainerIdentity {

  /** Returns the identity of the server that runs an application; empty where none is supported. */
  static Optional<ContainerIdentity> find(ClassLoader application) {
    return ElytronIdentity.find(application).or(() -> PayaraIdentity.find(application));
  }

  /**
   * Runs a part of a request. The caller that the part sets is its caller on this thread alone:
   * whatever happens, the thread has its former caller afterwards.
   */
  void run(Part part) throws Exception;

  /** A part of a request that may learn who its caller is. */
  interface Part {

    /**
     * Runs.
     *
     * @param caller receives the caller, when it is known
     */
    void run(CallerSink caller) throws Exception;
  }
}
