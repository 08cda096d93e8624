package org.nexusauth.sample.web;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of the annotated half of the API comes in.
 *
 * @param meta what is to be said of a page; left out where it is null
 */
@JsonbPropertyOrder({"success", "data", "meta"})
public record Envelope<T>(boolean success, T data, @Nullable Object meta) {

  /** Wraps the data of an answer. */
  public static <T> Envelope<T> of(T data) {
    return new Envelope<>(true, data, null);
  }
}
