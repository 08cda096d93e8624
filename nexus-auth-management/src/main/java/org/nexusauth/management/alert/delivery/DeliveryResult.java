package org.nexusauth.management.alert.delivery;

/** How an attempt to deliver a message ended. */
public sealed interface DeliveryResult {

  /** Returns how it ended, a sentence without secrets. */
  String outcome();

  /**
   * The receiver has accepted it.
   *
   * @param outcome what it answered
   */
  record Accepted(String outcome) implements DeliveryResult {}

  /**
   * It was not accepted, and is tried again.
   *
   * @param outcome why not
   */
  record NotAccepted(String outcome) implements DeliveryResult {}

  /**
   * The receiver wants no messages any more.
   *
   * @param outcome what it answered
   */
  record Gone(String outcome) implements DeliveryResult {}
}
