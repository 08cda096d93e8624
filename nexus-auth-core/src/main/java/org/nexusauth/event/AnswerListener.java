package org.nexusauth.event;

/**
 * Receives the answers to requests whose key was genuine, exactly one event a request.
 *
 * <p>Called at the request's end on a thread of the server, so it must not block; called by several
 * threads concurrently, so it must be thread-safe. An exception is logged once and changes nothing.
 *
 * <p>Found by {@link java.util.ServiceLoader}, as a CDI bean, or passed to the gate's builder.
 */
@FunctionalInterface
public interface AnswerListener {

  /** Receives an answer; the event contains no key text. */
  void onAnswer(AnswerEvent event);
}
