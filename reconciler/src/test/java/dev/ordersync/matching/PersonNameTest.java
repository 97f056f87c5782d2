package dev.ordersync.matching;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Zoë O’Neil        | ZOE ONEIL           | NAME_SAME
                    Zoë O’Neil        | O'Neil, Zoe         | NAME_SAME
                    Zoë O’Neil        | Zoe O Neil          | NAME_SAME
                    Юлия Иванова      | Yuliya Ivanova      | NAME_SAME
                    Юлия Иванова      | Julia Ivanova       | NAME_PART
                    Jürgen Müller     | Juergen Mueller     | NAME_SAME
                    Jürgen Müller     | Jurgen Muller       | NAME_SAME
                    Anna van der Berg | Vanderberg Anna     | NAME_SAME
                    María de la Cruz  | Maria Delacruz      | NAME_SAME
                    Zoë O’Neil        | Z. O’Neil           | NAME_PART
                    Zoë O’Neil        | Zoë M. O’Neil       | NAME_PART
                    Robert Miller     | Bob Miller          | NAME_PART
                    Robert Miller     | Mr. Robert Miller Jr. | NAME_SAME
                    Robert Miller     | Robert Miler        | NAME_PART
                    Robert Miller     | Anna Miller         | NAME_RELATIVE
                    Robert Miller     | Miller              | NAME_RELATIVE
                    Robert Miller     | Anna Becker         | NAME_OTHER
                    Maria Garcia      | Marta Gomez         | NAME_OTHER
                    """)
    void C7_givenAName_whenWrittenOtherwise_thenItIsAtThisLevel(String ours, String theirs, Level level) {
        assertThat(name(ours).against(name(theirs))).isEqualTo(level);
        assertThat(name(theirs).against(name(ours))).isEqualTo(level);
    }

    @Test
    void C15_givenAPlaceholderOrNothing_thenThereIsNoName() {
        assertThat(PersonName.of("Guest", "Customer")).isNull();
        assertThat(PersonName.of(" ", null)).isNull();
        assertThat(PersonName.of("–", "…")).isNull();
    }

    private static PersonName name(String text) {
        return requireNonNull(PersonName.of(text));
    }
}
