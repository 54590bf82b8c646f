"""Given names of many languages: one that begins a longer name makes it a person's."""

from __future__ import annotations

from quoth.find.names import words_of

__all__ = ["DOUBTFUL", "FAMILY_FIRST", "GIVEN"]

GIVEN = words_of("""
    Aaron Abbie Abby Abdul Abel Abelard Abigail Abner Abraham Achille Achim Ada Adalbert Adam Adelaide Adele
    Adelheid Adeline Adolf Adolfo Adolph Adolphe Adrian Adriano Adrien Adrienne Agatha Agathe Agnes Agostino Ahmad
    Ahmed Aileen Aimée Aisha Akira Alain Alan Alasdair Alban Albert Alberta Albertine Alberto Albin Albrecht Alcide
    Aldo Aldous Alec Aleister Alejandro Aleksandr Aleksei Alessandra Alessandro Alex Alexander Alexandra Alexandre
    Alexandrina Alexandrine Alexei Alexey Alexis Alf Alfons Alfonse Alfonso Alfred Algernon Ali Alice Aline Alison
    Alistair Allen Alma Alois Aloysius Alphonse Alva Alvin Alwin Amadeo Amadeus Amado Amalia Amalie Amanda Ambroise
    Ambrose Amelia Amos Amy Amédée Ana Anastasia Anatol Anatole Anatoli Anatoly Anaïs Anders Andrea Andreas Andrei
    Andrej Andrew Andrey Andrzej André Andrés Aneurin Angela Angelica Angelina Angelo Angus Aniela Anita Anja Anke
    Ann Anna Anne Anneliese Annemarie Annette Annie Annika Ansel Anselm Antal Anthea Anthony Antoine Antoinette
    Anton Antoni Antonia Antonin Antonina Antonio Antonín Antony António Antônio Anya April Arabella Arcadio
    Archibald Archie Ariel Aristide Aristotle Arkady Arlene Armand Armando Armin Arne Arno Arnold Aron Arrigo
    Artemisia Artemus Arthur Artur Arturo Arvid Asa Asger Ashley Asta Astrid Asunción Athanasius Attila Aubrey
    Audre Audrey August Augusta Auguste Augustin Augustine Augusto Augustus Aurel Aurelia Aurelio Aurora Aurélie
    Austin Avery Avraham Axel Ayn Baldassare Baldwin Baltasar Balthasar Barbara Barnabas Barnaby Barney Barrett
    Barry Bart Bartholomew Bartolomeo Bartolomé Baruch Basil Bastien Beatrice Beatrix Bela Belinda Bella Ben
    Benedict Benito Benjamin Benjy Bennett Benny Benoît Berenice Bernadette Bernard Bernarda Bernardo Bernd
    Bernhard Bernhardt Bernice Bernie Bert Berta Bertha Berthe Berthold Bertie Bertolt Bertrand Bess Beth Beto
    Betsy Bettina Bettine Betty Beverly Bianca Bill Billy Birgit Björn Blaise Blanche Bob Bobby Bodo Bogdan Bonnie
    Booker Boris Bradley Bram Brenda Brendan Brent Brett Brian Bridget Brigitte Britta Bronislava Bronislaw
    Bronisław Bronisława Brooke Bruce Bruno Bryan Bryony Burton Byron Béla Caitlin Caleb Calixte Calvin Camilla
    Camille Camillo Candace Candice Carey Carl Carla Carlo Carlos Carlotta Carlton Carmen Carol Carole Caroline
    Carolyn Carrie Carroll Carson Carter Casimir Caspar Cassandra Cassius Catalina Caterina Catharina Catharine
    Catherine Cathy Cecil Cecilia Cedric Celeste Celia Celina Celine Cesar Cesare Chad Chaim Chandra Chantal
    Charlene Charles Charley Charlie Charlotte Chester Chiara Chloe Chris Christa Christabel Christiaan Christian
    Christiane Christie Christina Christine Christoph Christopher Chuck Cicely Claire Clara Clare Clarence Clarice
    Clarissa Clark Claude Claudette Claudia Claudine Claudio Claudius Claus Clay Clemence Clemens Clement
    Clementina Clementine Cleo Cleopatra Clifford Clive Clyde Colette Colin Colm Concetta Conor Conrad Constance
    Consuelo Cora Coretta Corinna Corinne Corneille Cornelia Cornelius Cosima Cosimo Cosmo Craig Crispin Cristina
    Cristóbal Curt Curtis Cynthia Cyril Cyrus Czesław César Dag Dagmar Daisy Dale Damian Damien Damon Dan Daniel
    Daniela Daniele Danielle Daniil Danny Dante Daphne Daria Dario Darius Darren Daryl Dave David Davide Davis Dawn
    Dean Debbie Debora Deborah Deirdre Delia Delilah Delphine Demetrius Denis Denise Dennis Denys Derek Derrick
    Desiderius Desmond Dewi Diana Diane Dick Didier Diego Dieter Dietrich Dimitri Dinah Dirk Djuna Dmitri Dmitry
    Dolly Dolores Domenico Domingo Dominic Dominick Dominik Dominique Don Donald Donatella Donato Donna Dora Doreen
    Dorian Doris Dorothea Dorothy Dorothée Dorte Dory Doug Douglas Drew Drusilla Dudley Duncan Dustin Dwight Dylan
    Eamon Earl Earle Ebenezer Eberhard Ed Edda Eddie Edgar Edgard Edie Edita Edith Edmond Edmondo Edmonia Edmund
    Edmundo Edna Edouard Eduard Eduardo Edvard Edward Edwin Edwina Effie Efraim Egbert Egil Egon Eileen Einar
    Ekaterina Elaine Eleanor Eleanora Elena Eleonora Eleonore Elfriede Eli Elia Elias Elihu Elijah Elinor Elio
    Eliot Elisa Elisabeth Elise Elisha Eliza Elizabeth Elke Ella Ellen Ellery Ellis Elmer Elmore Eloise Elsa Else
    Elsie Elspeth Elvira Elvis Elwood Emanuel Emanuela Emanuele Emil Emile Emilia Emiliano Emilie Emilienne Emilio
    Emily Emma Emmanuel Emmeline Emmett Emmy Enid Enoch Enrico Enrique Enzo Ephraim Erasmus Ercole Erhard Eric
    Erica Erich Erik Erika Erin Erna Ernest Ernestine Ernesto Ernst Errol Erskine Erwin Esmeralda Esmé Esteban
    Estelle Esther Ethan Ethel Etienne Etta Ettore Eudora Eugen Eugene Eugenia Eugenio Eugeniusz Eugène Eugénie
    Eunice Eustace Eva Evan Evangeline Evariste Eve Evelyn Evgenia Evgeny Ewa Ewan Ezra Fabian Fabio Fabrice
    Fabrizio Faisal Fania Fannie Fanny Fatima Faustina Fay Faye Federico Fedor Felice Felicia Felicity Feliks
    Felipe Felix Feodor Ferdinand Ferenc Fergus Fernand Fernande Fernando Fidel Fidelio Filip Filippo Finley Finn
    Fiodor Fiona Flavia Flavius Fletcher Fleur Flora Florence Floyd Ford Foster Franca Frances Francesc Francesca
    Francesco Francine Francis Francisca Francisco Franciszek Frank Franklin Franklyn František Frantz Franz
    Franziska François Françoise Fraser Fred Freddie Frederic Frederica Frederick Frederik Frederika Fredrik
    Fredrika Freya Frida Fridtjof Frieda Friederike Friedrich Fritz Frode Frédéric Fulke Fyodor Félicien Félicité
    Félix Gabriel Gabriele Gabriella Gabrielle Gaetano Gail Galileo Galina Gareth Garrett Garry Gary Gaspard Gaston
    Gavin Gemma Gene Genevieve Geneviève Gennady Geoff Geoffrey Georg George Georges Georgi Georgia Georgiana
    Georgina Gerald Gerard Gerardo Gerd Gerda Gerhard Germaine Gerolamo Gerrit Gerry Gershom Gertie Gertrude Gesine
    Giacomo Gian Gianfranco Gianni Gideon Gilbert Giles Gillian Gina Ginevra Gino Giorgio Giovanna Giovanni
    Girolamo Gisela Gisèle Gitta Giulia Giuliana Giuliano Giulio Giuseppe Giuseppina Gladys Glen Glenda Glenn
    Gloria Gloriana Godfrey Goran Gordon Gottfried Gotthold Gottlieb Gottlob Grace Gracie Graham Greg Gregor
    Gregorio Gregory Greta Gretchen Greville Grigori Grigory Griselda Grover Guadalupe Gudrun Guglielmo Guido
    Guillaume Guillermo Guinevere Gunnar Gunter Gunther Gus Gustaf Gustav Gustave Gustavo Gustavus Guy Gwen
    Gwendolen Gwendolyn Gwyneth György Günter Günther Hal Halina Halldór Hamish Hamlin Hanna Hannah Hannelore
    Hannes Hanns Hans Harald Hardy Harley Harmony Harold Haroun Harper Harriet Harriett Harry Hartley Hartmut
    Harvey Hassan Hattie Havelock Haydn Hazel Heather Hector Hedda Hedwig Hedy Heidi Heiko Heimito Heinrich Heinz
    Helen Helena Helene Helga Helge Helmut Helmuth Heloise Hendrik Hendrika Hengist Henning Henny Henri Henricus
    Henrietta Henrik Henry Herbert Heribert Herman Hermann Hermia Hermine Hermione Hernando Hernán Hershel Hester
    Hettie Hieronymus Hilary Hilda Hildegard Hildegarde Hillary Hippolyte Hiram Hiroshi Hjalmar Holger Holly Homer
    Honor Honora Honoria Honoré Horace Horatio Horst Hortense Hosea Howard Hristo Hubert Hubertus Huey Hugh Hugo
    Hume Humphrey Husayn Hussein Hyacinthe Hyman Héloïse Iain Ian Ibrahim Ida Igino Ignace Ignacio Ignacy Ignatius
    Ignaz Igor Ike Ilona Ilse Ilya Imelda Immanuel Imogen Imre Ina Indira Ines Inge Ingeborg Inger Ingmar Ingolf
    Ingrid Inigo Inés Ioan Iolanthe Ion Iosif Ira Irena Irene Irina Iris Irma Irmgard Irving Irwin Isa Isaac Isabel
    Isabela Isabella Isabelle Isadora Isaiah Iseult Ishmael Isidor Isidora Isidore Isidoro Isidro Ismail Isolde
    Israel István Itzhak Ivan Ivana Ivar Ivo Ivor Ivy Iván Iwan Izaak Jaap Jacinta Jack Jackie Jackson Jacob Jacobo
    Jacobus Jacopo Jacqueline Jacques Jacquetta Jacqui Jaime Jake Jakob Jamal James Jamie Jamila Jan Jana Jane
    Janet Janice Janie Janina Janine Janis Jannis Janusz Jared Jarmila Jaromir Jaroslav Jarosław Jascha Jasmine
    Jason Jasper Javier Jawaharlal Jay Jayne Jean Jean-Baptiste Jean-Jacques Jeanne Jeannette Jed Jeff Jefferson
    Jeffery Jeffrey Jemima Jennifer Jenny Jens Jensen Jeremiah Jeremy Jerome Jerry Jerzy Jess Jesse Jessica Jessie
    Jethro Jill Jim Jimmy Jiří Joachim Joan Joana Joann Joanna Joanne Jocelyn Jochen Jodie Joe Joel Joey Johan
    Johann Johanna Johanne Johannes John Johnnie Johnny Jolanta Joleen Jon Jonah Jonas Jonathan Jonathon Joost
    Jordi Jorg Jorge Jos Josef Josefa Josefina Josefine Joseph Joseph-Marie Josephine Joshua Josiah Josie Josip
    Joss Jost José Joséphine Joy Joyce Jozef João Juan Juana Jubal Judah Judas Judd Judith Judy Jules Julia Julian
    Juliana Juliane Julianne Julie Julien Juliet Juliette Julio Julius Juliusz Jun June Junius Jurij Justin Justine
    Justus Jutta János Jérôme Józef Jörg Jürgen Kaarel Kai Kaja Karel Karen Karim Karin Karina Karl Karl-Heinz
    Karla Karol Karolina Karoline Kasimir Kaspar Katarina Kate Katerina Katharina Katharine Kathe Katherine
    Kathleen Kathryn Kathy Katia Katie Katja Katrin Katya Kay Kazimierz Kazimir Kazuo Kees Keir Keith Kelly Kelvin
    Ken Kenji Kenneth Kenny Kent Kermit Kerstin Kevin Khalil Kim Kirk Kirsten Kirsty Kit Kitty Kjell Klaas Klara
    Klaus Klemens Knud Knut Konrad Konstantin Konstanty Konstanze Korney Kristian Kristin Kristina Kristine
    Krystyna Krzysztof Kurt Kwame Kyle Käthe Ladislaus Lamar Lambert Lance Landon Lara Larissa Larry Lars Launcelot
    Laura Laurence Laurens Laurent Laurentius Laurie Lavinia Lavrenty Lawrence Lazar Lazarus Lea Leah Leander Leda
    Lee Leif Leigh Leila Lela Lelia Lemuel Len Lena Leni Lennart Lenore Leo Leokadia Leon Leonard Leonardo Leone
    Leonhard Leonid Leonie Leonora Leopold Leopoldo Leroy Leslie Leszek Leta Letitia Lev Levi Lewin Lewis Lex Liam
    Libby Lidia Liesl Lila Lili Lilian Liliana Lilias Lillian Lillie Lily Lina Linda Linus Lion Lionel Lisa Lisbeth
    Lise Lise-Lotte Liv Livia Liz Liza Lizzie Llewellyn Lloyd Lodovico Lois Lola Lon Longinus Lope Lorenz Lorenzo
    Loretta Lorna Lorraine Lothar Lotte Lottie Lou Louie Louis Louis-Philippe Louisa Louise Lovis Luc Luca Lucas
    Luce Lucette Lucia Lucian Lucien Lucile Lucille Lucinda Lucio Lucius Lucretia Lucrezia Lucy Ludmila Ludovic
    Ludovico Ludwig Ludwik Luigi Luis Luisa Luise Luiz Lukas Luke Lula Lupe Luther Lydia Lyman Lyndon Lynn Lynne
    Lytton Lyubov László Léa Léo Léon Léonard Léonie Léopold Lída Mabel Maciej Mack Macy Maddalena Madeleine
    Madeline Madge Madison Mae Magda Magdalena Magdalene Maggie Magnus Mahmoud Maia Maimie Maja Malachi Malala
    Malcolm Malvina Mamie Mandy Manfred Manfredo Manny Manoel Manolo Manon Manuel Manuela Marc Marcel Marcela
    Marceline Marcella Marcelle Marcello Marcelo Marcin Marco Marcus Marcy Margaret Margarete Margaretha Margarethe
    Margarita Margery Margherita Margit Margot Margret Marguerite Maria Mariam Marian Marianna Marianne Mariano
    Maribel Marie Marietta Mariette Marija Marilyn Marin Marina Mario Marion Marjorie Marjory Mark Markus Marlene
    Marlon Marquita Marsha Marshall Marsilio Marta Martha Marthe Martin Martina Martino Martinus Martín Marvin Mary
    Mary-Anne Marya Maryann Masaccio Masha Mathew Mathias Mathieu Mathilde Mathurin Mati Matilda Matilde Matteo
    Matthew Matthias Matti Mattie Matty Matías Maud Maude Maudie Maura Maureen Maurice Mauricio Maurizio Mauro
    Mavis Max Maxim Maximilian Maximilien Maxwell May Mayer Maynard Meg Megan Mehmet Meinrad Meir Melanie Melchior
    Melina Melisande Melissa Melville Melvin Menachem Mendel Mercedes Mercy Meredith Meriwether Merle Merlin Mervyn
    Meta Meyer Mia Micah Michael Michaela Michail Michal Michał Michel Michelangelo Michele Michelle Mickey
    Mieczysław Miguel Mihail Mihály Mikael Mike Mikhail Mikkel Miklós Mila Milan Mildred Milena Miles Millicent
    Millie Milo Miloš Milton Mimi Mina Minerva Minna Minnie Mira Mirabeau Miranda Mireille Miriam Miroslav Misha
    Mitch Mitchell Mitya Modest Modeste Mogens Mohamed Mohammed Mohandas Moira Moisei Moises Mollie Molly Mona
    Monica Monique Montague Montgomery Mordecai Morgan Moritz Moriz Morley Morris Mort Mortimer Morton Moses Moshe
    Moshé Moïse Muhammad Muriel Murray Musa Mustafa Mykola Myles Myra Myron Myrtle Máximo Nadezhda Nadia Nadine
    Nancy Nanda Nanette Naomi Naphtali Napoleon Napoléon Narcisse Nat Nata Natalia Natalie Natalya Natasha Nathalie
    Nathan Nathanael Nathaniel Neal Ned Neil Nell Nellie Nelly Nelson Nero Nessa Nestor Neta Nettie Neville Ngaio
    Niall Niccolò Nicholai Nicholas Nick Nicky Nicola Nicolai Nicolas Nicolaus Nicole Nicolás Niels Nigel Nikita
    Nikola Nikolai Nikolaus Nikos Nils Nina Ninette Nino Noah Noam Noel Nola Noor Nora Norbert Noreen Norma Norman
    Norris Northrop Noémie Noël Nunzio Octave Octavia Octavio Odette Odilon Odo Odysseus Oksana Olaf Ole Oleg
    Olegario Oleksandr Olga Olin Olive Oliver Olivia Olivier Oliviero Olympe Omar Oona Opal Ophelia Orestes Orlando
    Orson Orville Osbert Oscar Osip Oskar Osmond Ossip Oswald Otis Otmar Ottavio Ottilie Otto Otto-Heinrich Ottokar
    Ottoline Ove Owen Ozzie Paavo Pablo Paco Paddy Palle Palmiro Pamela Pandora Pankaj Paola Paolo Paracelsus
    Pascal Pat Patience Patrice Patricia Patrick Patrik Patrizia Patsy Patti Patty Paul Paula Paulette Pauli
    Paulina Pauline Paulo Pavel Pavlo Pearl Pedro Peer Peggy Pelham Penelope Penny Percival Percy Perdita Peregrine
    Pernille Perpetua Perry Pete Peter Petr Petra Petrarch Petro Petronella Petrus Phebe Phelps Phil Philip Philipp
    Philippa Philippe Phillip Philo Philomena Phineas Phoebe Phyllis Pia Piero Pierre Piers Piet Pieter Pieter-Jan
    Pietro Pilar Pinchas Pio Piotr Pip Plato Platon Poppy Portia Preston Primo Priscilla Prosper Prudence Prunella
    Pyotr Queenie Quentin Quincy Quintin Quintus Rabindranath Rachael Rachel Rachele Rae Rafael Raffaele Raffaello
    Rahel Raimund Rainer Raisa Raja Rajiv Ralf Ralph Ramon Ramona Ramón Randall Randolph Randy Raoul Raphael Raquel
    Rashid Rasmus Ravi Ray Raya Raymond Raymundo Raúl Reba Rebecca Regina Reginald Regine Regis Reinhard Reinhold
    Rem Rembrandt Remedios Remigius Remus Renata Renate Renato Renaud Rene René Renée Reuben Rex Rhea Rhoda Rhys
    Ricarda Ricardo Riccardo Rich Richard Richmal Rick Ricky Rika Rikard Ringo Rita Roald Rob Robbie Robert Roberta
    Roberto Robertson Robespierre Robin Rocco Rochelle Rod Roderick Rodney Rodolfo Rodrigo Rogelio Roger Rogers
    Rohan Roland Rolande Rolando Rolf Romain Romaine Roman Romeo Romola Ron Rona Ronald Ronnie Rory Rosa Rosalba
    Rosalia Rosalie Rosalind Rosalyn Rosalynn Rosalía Rosamund Rosanna Rosario Roscoe Rose Roselyn Rosemary Rosetta
    Rosie Rosina Rosita Ross Roswitha Rowan Rowena Rowland Roxana Roxane Roxanne Roy Royce Ruben Ruby Rubén Rudolf
    Rudolph Rudyard Rufus Ruggero Rune Rupert Russell Rutger Ruth Rutherford Ruy Ryan Ryszard Sabina Sabine Sacha
    Sadie Sagan Sally Salman Salome Salomon Salomé Salvador Salvatore Sam Samantha Sammy Samson Samuel Sandra
    Sandro Sandy Sanford Santiago Santino Sara Sarah Sascha Sasha Saskia Saul Saverio Saïd Scipio Scott Seamus Sean
    Sebastian Segismundo Selima Selina Selma Semyon Serafim Seraphina Serge Sergei Sergey Sergio Sergiusz Servando
    Seth Severin Severino Seymour Seán Shamus Shane Shannon Sharon Shaun Shawn Sheila Shelagh Sheldon Shelley
    Sherman Sherri Sherry Shimon Shirley Shlomo Sholem Shulamith Sibyl Sid Sidney Sidonie Siegbert Siegfried
    Siegmund Sigismund Sigmund Signe Sigrid Sigurd Silas Silke Silvan Silvano Silvestre Silvia Silvio Simcha Simeon
    Simon Simone Simonetta Sinclair Sinead Sixtus Slavko Sofia Solange Soledad Solomon Solveig Soma Sonia Sonja
    Sonya Sophia Sophie Sophus Spencer Spiro Stacey Stan Stanislas Stanislaus Stanislav Stanisław Stanley Steen
    Stefan Stefania Stefanie Stefano Stefanos Steffi Stella Sten Stepan Stephan Stephania Stephanie Stephen Steve
    Steven Stewart Stig Stine Strom Stuart Stéphane Stéphanie Sue Sukarno Sumner Sunniva Susan Susana Susanna
    Susannah Susanne Susi Susie Suzanne Svante Svein Sven Svend Svetlana Sybil Sydney Sylvain Sylvanus Sylvester
    Sylvia Sylvie Sándor Séamus Sébastien Séraphin Søren Tabitha Taddeo Tadeusz Tage Tamar Tamara Tammy Tania Tanya
    Tarquin Tate Tatiana Tatyana Taylor Ted Teddy Tennessee Terence Teresa Terese Teresia Terry Tess Tessa Thaddeus
    Thalia Thea Thelma Thelonious Thelonius Theo Theobald Theodor Theodora Theodore Theodoric Theodoros Theodosia
    Theophilus Theophrastus Theresa Therese Theresia Thibault Thierry Thomas Thor Thora Thornton Thorstein Thorvald
    Thurgood Théodore Théophile Thérèse Tiberius Tiffany Tilda Tilly Tim Timofey Timoteo Timothy Tina Tino Titus
    Tobias Tobie Toby Todd Tom Tommaso Tommy Toni Tonio Tony Torquato Tove Tracy Trent Trevelyan Trevor Trey Tricia
    Trinidad Tristan Trudy Trygve Tullio Tybalt Tycho Tyler Tyrone Uberto Udo Ugo Ulf Ulla Ulric Ulrica Ulrich
    Ulrika Ulrike Ulysse Ulysses Uma Umberto Una Unity Upton Urban Uriah Uriel Urs Ursula Ute Uwe Vaclav Valdemar
    Valentin Valentina Valentine Valentino Valentín Valeria Valerian Valerie Valerio Valeriy Valery Valéry Vance
    Vanessa Vanya Varlam Varvara Vasily Vaslav Vassily Vaughan Velma Vera Vere Verena Verity Vernon Veronica
    Verónica Vicente Vicki Vicky Victoire Victor Victoria Victoriano Victorine Vidkun Viktor Vilfredo Vilhelm Vilma
    Vincent Vincente Vincenzo Vinnie Viola Violet Violeta Violetta Virgil Virgilio Virginia Virginie Vita Vito
    Vittoria Vittorio Viv Vivian Viviane Vivien Vivienne Vladimir Vladislav Volker Volodymyr Vsevolod Vyacheslav
    Václav Véronique Wade Waldemar Waldo Wallace Wallis Wally Walt Walter Walther Walton Wanda Warren Wassily
    Waverley Waylon Wayne Webster Wendell Wendy Wenzel Werner Wesley Whitney Wilbur Wiley Wilfred Wilfrid Wilhelm
    Wilhelmina Wilhelmine Wilkie Will Willa Willard Willem Willi William Willie Willis Willy Wilma Wilmot Wim
    Winfield Winifred Winifrid Winnie Winston Wisława Witold Wladimir Wojciech Wolf Wolfgang Wolfram Woodrow Woody
    Wyatt Wyndham Wynton Władysław Włodzimierz Xander Xaver Xavier Ximena Yaakov Yael Yakov Yannick Yannis Yasha
    Yasmin Yasser Yehuda Yehudi Yelena Yevgeni Yevgeny Yigal Yitzhak Yohanan Yoko Yolanda Yolande Yorick Yoshiko
    Youssef Yukio Yuliya Yuri Yusuf Yvan Yves Yvette Yvonne Zacharias Zachary Zadie Zaha Zalman Zdzisław Zebulon
    Zelda Zeno Zenobia Zinaida Zita Zoe Zoltán Zora Zoya Zoë Zsa Zuleika Zygmunt Zénaïde Åke Åsa Åsmund Ève Édouard
    Élie Élisabeth Élise Émeric Émile Émilie Émilien Éric Érik Étienne Éva Évariste Ödön Östen Øystein Šimon Štěpán
    Željko
""")

# Those that are as often a surname, a place or a word: alone they are nobody's.
DOUBTFUL = words_of("""
    Adelaide April Aristotle Asunción August Augusta Austin Brooke Burton Carroll Carson Carter Cassius Chester
    Christian Chuck Clay Clement Clifford Constance Craig Dale Dante Davis Dean Dolores Don Douglas Drew Earl Ed Ellis
    Faisal Fay Felix Fletcher Florence Foster Frank Georgia Gordon Grace Guadalupe Guy Hardy Harmony Harper Haydn
    Hazel Heather Homer Honor Hume Ina Ion Ira Ivy Jackson Jasmine Jefferson Jochen Joy Judas Jun June Kent Lambert
    Lance Lex Lisbeth Lloyd Lorraine Lucius Madison Mark Marshall Max Maxwell May Melville Mercedes Mercy Mina
    Mirabeau Montgomery Morgan Murray Musa Napoleon Nelson Nero Norman Olive Opal Paracelsus Pascal Pat Patience Pearl
    Penny Petrarch Pilar Pio Pip Plato Platon Poppy Preston Prudence Ray Regina Remedios Rex Rich Rob Robertson
    Robespierre Rod Rogers Roman Rosario Rose Ross Royce Rune Russell Rutherford Sagan Sandy Santiago Scott Shannon
    Sharon Sherman Sherry Sidney Sinclair Soledad Soma Spencer Stanley Stewart Stuart Sukarno Sumner Sydney Tate
    Taylor Tennessee Thor Titus Trent Trinidad Una Unity Vance Vaughan Vere Verity Virgil Virginia Waldo Wallace
    Walton Waverley Webster Wiley Will Winston
""")

# Family names that stand before the given one: Chinese and Vietnamese, in the spellings of several systems.
FAMILY_FIRST = words_of("""
    Bai Cai Cao Chan Chang Chao Chen Cheng Chiang Chou Cui Dai Deng Ding Dong Fan Fang Feng Fu Gao Gong Gu Guo Han Hou
    Hsu Hu Huang Jia Jiang Jin Kong Kuo Lai Lei Li Liang Liao Lin Liu Luo Lü Mao Meng Ngô Nguyen Nguyễn Ouyang Pan Pei
    Peng Qian Qin Qiu Ren Shao Shen Sima Soong Tang Tao Teng Tian Tran Trần Tsai Wang Wei Weng Wu Xia Xiang Xiao Xie
    Xiong Xu Xue Yan Yang Yao Yuan Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
""")
