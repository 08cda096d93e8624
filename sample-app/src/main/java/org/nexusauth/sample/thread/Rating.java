package org.nexusauth.sample.thread;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;

/**
 * What a client thinks of an answer.
 *
 * @param id the rating's id, kept when it is changed
 * @param messageId the message it is about
 * @param vote the score and the words
 * @param createdAt when it was given first
 * @param updatedAt when it was given last
 */
record Rating(UUID id, UUID messageId, Vote vote, Instant createdAt, Instant updatedAt) {

  /** A score of 1 to 5, and words if there are any; empty for none. */
  record Vote(int score, String feedback) {

    private static final int MAX_FEEDBACK = 1000;

    static Vote from(JsonBody body) {
      int score = readScore(body.json().getOrDefault("score", JsonValue.NULL));
      Optional<String> feedback = body.text("feedback");
      if (feedback
          .filter(text -> text.codePointCount(0, text.length()) > MAX_FEEDBACK)
          .isPresent()) {
        throw JsonBody.invalid().hint("feedback may have 1000 characters.");
      }
      return new Vote(score, feedback.orElse(""));
    }

    private static int readScore(JsonValue value) {
      for (int score = 1; score <= 5; score++) {
        if (value instanceof JsonNumber number
            && number.bigDecimalValue().compareTo(BigDecimal.valueOf(score)) == 0) {
          return score;
        }
      }
      throw ApiException.of(400, "Score must be between 1 and 5");
    }
  }

  Rating withVote(Vote to, Instant now) {
    return new Rating(id, messageId, to, createdAt, now);
  }

  JsonObject toJson() {
    JsonValue feedback = JsonValue.NULL;
    if (!vote.feedback().isEmpty()) {
      feedback = Json.createValue(vote.feedback());
    }
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("messageId", messageId.toString())
        .add("score", vote.score())
        .add("feedback", feedback)
        .add("createdAt", createdAt.toString())
        .add("updatedAt", updatedAt.toString())
        .build();
  }
}
