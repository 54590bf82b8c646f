"""Given names that are common where biographies are written: one that begins a longer name makes it a person's."""

from __future__ import annotations

from quoth.find.names import words_of

__all__ = ["GIVEN"]

GIVEN = words_of("""
    Aaron Abigail Abraham Ada Adam Adele Adeline Adolf Adolph Adrian Agatha Agnes Alan Albert Alberto Albrecht
    Aldous Alec Alejandro Aleksandr Aleksei Alessandro Alex Alexander Alexandra Alexandre Alexei Alexis Alfonso
    Alfred Alice Alison Allen Alma Alphonse Amadeus Amalia Amanda Amelia Amy Ana Anatole Anatoly Andrea Andreas
    Andrei Andrew Andrey André Angela Anita Ann Anna Anne Annette Annie Anselm Anthony Antoine Antoinette Anton
    Antonia Antonio Archibald Aristide Arnold Arthur Astrid Audrey August Augusta Auguste Augustus Aurora Austin
    Barbara Barnaby Barry Beatrice Beatrix Ben Benedict Benito Benjamin Bernard Bernhard Bert Bertha Berthold
    Bertolt Bertrand Bess Beth Betty Bill Bob Boris Brian Bridget Bruce Bruno Calvin Camille Carl Carla Carlo
    Carlos Carmen Carol Caroline Carolyn Caspar Catherine Cecil Cecilia Cesare Charles Charlie Charlotte Chester
    Chloe Chris Christian Christina Christine Christoph Christopher Clara Clarence Clarissa Claude Claudia
    Claudine Claus Clemens Clement Clifford Colette Colin Conrad Constance Cornelia Cornelius Cyril César Daisy
    Dan Daniel Danielle Dante Daphne Dave David Deborah Denis Dennis Diana Diego Dieter Dimitri Dinah Dmitri
    Dmitry Dolores Dominic Don Donald Dora Doris Dorothea Dorothy Douglas Duncan Earl Ebenezer Edgar Edith
    Edmond Edmund Eduard Edward Edwin Egon Eileen Elaine Eleanor Eleanora Elena Eliot Elisa Elisabeth Elise
    Eliza Elizabeth Ella Ellen Elsa Else Emanuel Emil Emile Emilia Emily Emma Emmanuel Enid Enrico Enrique Eric
    Erich Erik Erika Ernest Ernesto Ernst Erwin Ethel Etienne Eugen Eugene Eugenia Eugène Eva Evelyn Ezra Fanny
    Felix Ferdinand Fernando Fidel Filippo Fiona Flora Florence Ford Frances Francesca Francesco Francis
    Francisco Frank Franklin Franz François Françoise Fred Frederic Frederica Frederick Freya Frida Fridtjof
    Friedrich Fritz Fyodor Gabriel Gabriele Gabrielle Galileo Geoffrey Georg George Georges Georgia Georgiana
    Georgina Gerald Gerard Gerda Gerhard Gershom Gertrude Gianni Gilbert Giovanni Giuseppe Gladys Gloria Godfrey
    Gordon Gottfried Gotthold Grace Graham Greg Gregory Greta Grigory Guido Guillaume Gunter Gustav Gustave Guy
    Hannah Hans Harold Harriet Harriett Harry Hector Hedwig Heidi Heinrich Helen Helena Helene Helga Henri
    Henrietta Henrik Henry Herbert Herman Hermann Hilary Hilda Hippolyte Homer Honoré Horace Horatio Howard
    Hubert Hugh Hugo Humphrey Ian Ida Ignacio Ignatius Ignaz Igor Ilya Immanuel Ingeborg Ingrid Irene Iris Irma
    Isaac Isabel Isabella Isadora Isidore Israel Ivan Jack Jackson Jacob Jacqueline Jacques Jakob James Jan Jane
    Janet Jared Jason Javier Jean Jeanne Jeannette Jennifer Jeremiah Jeremy Jerome Jerry Jesse Jessica Jill Jim
    Joachim Joan Joe Johann Johanna Johannes John Jonas Jonathan Jorge Josef Joseph Josephine Joshua José Joyce
    Juan Juana Judith Jules Julia Julian Juliet Juliette Julio Julius June Justin Karen Karin Karl Kate
    Katharina Katharine Katherine Kathleen Katya Kay Keith Kenneth Kevin Kim Klara Klaus Knut Konrad Konstantin
    Kurt Larry Lars Laura Laurence Laurent Lawrence Lazar Lea Leah Lee Leo Leon Leonard Leonardo Leonid Leonora
    Leopold Leroy Leslie Lev Lewis Lidia Lillian Lily Linda Lionel Lisa Lise Lloyd Lothar Louis Louisa Louise
    Luc Lucas Lucia Lucian Lucien Lucy Ludovic Ludwig Luigi Luis Luisa Lydia Lyndon Madeleine Magda Magnus
    Malcolm Manfred Manuel Marc Marcel Marco Marcus Margaret Margarete Margarita Margherita Marguerite Maria
    Marian Marianne Marie Marina Mario Marion Mark Marlene Martha Martin Marvin Mary Mathew Mathilde Matilda
    Matteo Matthew Matthias Maud Maurice Max Maxim Maximilian Maxwell Melanie Melvin Michael Michel Michelangelo
    Michele Miguel Mikhail Mildred Miles Milton Minna Miranda Miriam Mohammed Moises Monica Moritz Morris Moses
    Moshe Muhammad Myra Nadezhda Nadia Nancy Naomi Napoleon Natalia Natalie Natasha Nathan Nathaniel Ned Neil
    Nelson Neville Nicholas Nick Nicolas Nicole Nigel Nikita Nikolai Nikolaus Nina Noah Noel Nora Norman Octavia
    Olaf Olga Oliver Olivia Oscar Oskar Oswald Otto Pablo Pamela Pascal Patricia Patrick Paul Paula Paulina
    Pauline Pavel Pedro Peggy Percy Peter Petra Phil Philip Philipp Philippa Philippe Phillip Phoebe Pierre
    Pieter Pietro Priscilla Pyotr Rachel Rafael Rainer Ralph Ramon Randolph Raphael Ray Raymond Rebecca Regina
    Reginald Reinhard Reinhold Rembrandt Renate Rene René Renée Rex Ricardo Richard Rita Robert Roberta Roberto
    Robin Roderick Roger Roland Rolf Roman Ronald Rosa Rosalind Rosamund Rose Rosemary Ross Roxana Roy Rudolf
    Rudolph Rudyard Rufus Rupert Russell Ruth Sally Salvador Sam Samson Samuel Sandra Sara Sarah Saul Scott Sean
    Sebastian Selma Serge Sergei Sergey Seth Sheila Sibyl Sidney Siegfried Sigmund Sigrid Silvia Simon Simone
    Sofia Solomon Sonia Sonya Sophia Sophie Stanley Stefan Stefanie Stella Stephan Stephanie Stephen Steve
    Steven Stewart Stuart Susan Susanna Susannah Suzanne Sven Svetlana Sybil Sydney Sylvia Søren Tadeusz Tatiana
    Ted Teresa Thelma Theo Theodor Theodora Theodore Theresa Therese Theresia Thomas Thornton Thérèse Tim
    Timothy Tobias Tom Toni Tony Trevor Ulrich Ulysses Umberto Ursula Valentin Valentina Valeria Valerie Vanessa
    Vasily Vera Verena Veronica Victor Victoria Viktor Vincent Vincenzo Viola Violet Virginia Vita Vladimir
    Vyacheslav Walt Walter Wanda Warren Wendy Werner Wilfred Wilhelm Wilhelmina Will Willem William Willy
    Winifred Winston Wladimir Wolf Wolfgang Woodrow Yakov Yasha Yuri Yves Yvonne Zachary Zelda Zoe Zora
""")
