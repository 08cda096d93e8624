package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.problem.FieldError;

/** Problem documents. */
public final class ProblemJson {
  /** Their media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /** Returns the document of a problem. */
  public static ObjectNode render(ProblemException problem) {
    ObjectNode document = ApiJson.object();
    document.put("type", problem.type().uri());
    document.put("title", problem.type().title());
    document.put("status", problem.type().status());
    document.put("detail", problem.getMessage());
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = document.putArray("errors");
      for (FieldError error : problem.errors()) {
        errors.addObject().put("field", error.field()).put("message", error.message());
      }
    }
    return document;
  }
}
