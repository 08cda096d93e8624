package org.nexusauth.sample.thread;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;

/**
 * What a client thinks of an answer.
 *
 * @param id the rating's id, kept when it is changed
 * @param messageId the message it is about
 * @param score 1 to 5
 * @param feedback the words, null for none
 * @param createdAt when it was given first
 * @param updatedAt when it was given last
 */
@JsonbNillable
@JsonbPropertyOrder({"id", "messageId", "score", "feedback", "createdAt", "updatedAt"})
public record Rating(
    UUID id,
    UUID messageId,
    int score,
    @Nullable String feedback,
    Instant createdAt,
    Instant updatedAt) {

  /** A score of 1 to 5, and words, null for none. */
  record Vote(int score, @Nullable String feedback) {

    private static final int MAX_FEEDBACK = 1000;

    static Vote from(JsonBody body) {
      int score = readScore(body.json().getOrDefault("score", JsonValue.NULL));
      String feedback = body.text("feedback").filter(text -> !text.isEmpty()).orElse(null);
      if (feedback != null && feedback.codePointCount(0, feedback.length()) > MAX_FEEDBACK) {
        throw JsonBody.invalid().hint("feedback may have 1000 characters.");
      }
      return new Vote(score, feedback);
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
    return new Rating(id, messageId, to.score(), to.feedback(), createdAt, now);
  }
}
