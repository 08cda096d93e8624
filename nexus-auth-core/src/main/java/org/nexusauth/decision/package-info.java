/** What a filter hands to the gate, and what the gate decides and answers. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.decision;
