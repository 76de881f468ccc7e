greffe forms essai
