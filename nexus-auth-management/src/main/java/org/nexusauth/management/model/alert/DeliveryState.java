package org.nexusauth.management.model.alert;

/** Whether a delivery has arrived. */
public enum DeliveryState {
  /** It is tried, or tried again. */
  PENDING,
  /** The receiver has accepted it. */
  DELIVERED,
  /** It was given up. */
  FAILED
}
